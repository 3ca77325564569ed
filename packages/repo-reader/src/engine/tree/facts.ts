import type { Folder } from './folder.ts'
import type { TreeFile } from './list.ts'

/** What a listing alone tells about a repository. */
export interface TreeFacts {
  readonly files: number
  /** Share of files by language, greatest first. */
  readonly languages: readonly { readonly name: string; readonly percent: number }[]
  readonly readmes: readonly string[]
  readonly entryPoints: readonly string[]
  /** Folders with a manifest of their own, in repositories that hold several packages. */
  readonly packages: readonly string[]
  readonly manifests: readonly string[]
}

// Of the last part of a path.
const readme = /^readme(?:\.[a-z]+)?$/i
const manifest =
  /^(?:package\.json|pyproject\.toml|setup\.py|Cargo\.toml|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|composer\.json|Gemfile|mix\.exs|Package\.swift|pubspec\.yaml|CMakeLists\.txt|deno\.json|.+\.(?:csproj|sln|cabal|gemspec))$/
const entry =
  /^(?:index|main|app|cli|server|mod|lib|__main__|__init__|manage|bin)\.(?:ts|tsx|js|mjs|py|go|rs|java|kt|rb|php|c|cc|cpp|swift|dart|ex)$/
const aside =
  /(?:^|\/)(?:node_modules|vendor|third_party|tests?|__tests__|fixtures?|testdata|examples?|docs?|benchmarks?|playground|e2e)\//i

const depthOf = (path: string) => path.split('/').length

/** Reads the facts from paths; nothing is fetched for them. */
export function treeFacts(files: readonly TreeFile[], root: Folder): TreeFacts {
  const shallow = (pattern: RegExp, limit: number) =>
    files
      .filter(({ path }) => pattern.test(path.slice(path.lastIndexOf('/') + 1)) && !aside.test(path))
      .map(({ path }) => path)
      .sort((a, b) => depthOf(a) - depthOf(b) || a.length - b.length)
      .slice(0, limit)
  const manifests = shallow(manifest, 200)
  const packages = [...new Set(manifests.map((path) => path.split('/').slice(0, -1).join('/')))].filter(
    (dir) => dir !== '',
  )
  const total = [...root.languages.values()].reduce((sum, count) => sum + count, 0) || 1
  return {
    files: root.count,
    languages: [...root.languages]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 6)
      .map(([name, count]) => ({ name, percent: Math.round((100 * count) / total) }))
      .filter(({ percent }) => percent > 0),
    readmes: shallow(readme, 8),
    entryPoints: shallow(entry, 10),
    packages: packages.length > 1 ? packages.slice(0, 40) : [],
    manifests: manifests.filter((path) => !path.includes('/')),
  }
}
