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
  /** What binds the packages together, where a file of the root says so: `pnpm`, `Cargo`. */
  readonly workspace?: string
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

/** Files of a root that make a workspace of it, or tell whose manifests its packages have. */
const workspaces: readonly (readonly [file: string, name: string])[] = [
  ['pnpm-workspace.yaml', 'pnpm'],
  ['package-lock.json', 'npm'],
  ['yarn.lock', 'Yarn'],
  ['bun.lock', 'Bun'],
  ['lerna.json', 'Lerna'],
  ['go.work', 'Go'],
  ['Cargo.toml', 'Cargo'],
  ['settings.gradle.kts', 'Gradle'],
  ['settings.gradle', 'Gradle'],
  ['pom.xml', 'Maven'],
  ['uv.lock', 'uv'],
]

const depthOf = (path: string) => path.split('/').length

/** Reads the facts from paths; nothing is fetched for them. */
export function treeFacts(files: readonly TreeFile[], root: Folder): TreeFacts {
  const found: Record<'readmes' | 'entryPoints' | 'manifests', string[]> = {
    readmes: [],
    entryPoints: [],
    manifests: [],
  }
  for (const { path } of files) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const list = readme.test(name)
      ? 'readmes'
      : manifest.test(name)
        ? 'manifests'
        : entry.test(name)
          ? 'entryPoints'
          : undefined
    if (list !== undefined && !aside.test(path)) found[list].push(path)
  }
  for (const paths of Object.values(found)) paths.sort((a, b) => depthOf(a) - depthOf(b) || a.length - b.length)
  const { manifests } = found
  const packages = [...new Set(manifests.map((path) => path.split('/').slice(0, -1).join('/')))].filter(
    (dir) => dir !== '',
  )
  const rootFiles = new Set(files.filter(({ path }) => !path.includes('/')).map(({ path }) => path))
  const workspace = workspaces.find(([file]) => rootFiles.has(file))?.[1]
  const total = [...root.languages.values()].reduce((sum, count) => sum + count, 0) || 1
  return {
    files: root.count,
    languages: [...root.languages]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 6)
      .map(([name, count]) => ({ name, percent: Math.round((100 * count) / total) }))
      .filter(({ percent }) => percent > 0),
    readmes: found.readmes.slice(0, 8),
    entryPoints: found.entryPoints.slice(0, 10),
    packages: packages.length > 1 ? packages : [],
    ...(workspace === undefined ? {} : { workspace }),
    manifests: manifests.filter((path) => !path.includes('/')),
  }
}
