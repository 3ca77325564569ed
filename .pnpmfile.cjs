// What a bundle was made of is no business of who installs it.
module.exports = {
  hooks: {
    beforePacking(manifest) {
      delete manifest.devDependencies
      return manifest
    },
  },
}
