const { GITHUB_REPOSITORY: repository } = process.env

module.exports = {
  hooks: {
    beforePacking(manifest) {
      // What a bundle was made of is no business of who installs it.
      delete manifest.devDependencies
      // npm checks a statement of provenance against this; only where a release is made is it known.
      if (repository) manifest.repository = { type: 'git', url: `git+https://github.com/${repository}.git` }
      return manifest
    },
  },
}
