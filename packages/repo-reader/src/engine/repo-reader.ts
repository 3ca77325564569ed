import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFetcher, type Network, systemNetwork } from '@sensorium/net'
import type { RepoReaderConfig } from '../config.ts'
import { type FoundFile, readRepoFile } from './file/read.ts'
import { createGit, requireGit } from './git/run.ts'
import { checkRef, parseRepoName } from './locate/address.ts'
import type { HostPolicy } from './locate/admit.ts'
import { openLocal } from './snapshot/local.ts'
import { explain, openRemote } from './snapshot/remote.ts'
import type { OpenOptions, Snapshot } from './snapshot/snapshot.ts'
import { createCache } from './store/cache.ts'
import { listTree, type TreeFile } from './tree/list.ts'
import { type Structure, type StructureQuery, structureOf } from './tree/structure.ts'

/** What the three tools are made of. */
export interface RepoReader {
  readonly open: (name: string, options: OpenOptions) => Promise<Snapshot>
  readonly structure: (snapshot: Snapshot, query: StructureQuery, signal: AbortSignal) => Promise<Structure>
  readonly read: (snapshot: Snapshot, path: string, signal: AbortSignal) => Promise<FoundFile>
}

/** Listings kept in memory. */
const keptTrees = 4

export function createRepoReader(
  config: RepoReaderConfig,
  scope: AsyncDisposableStack,
  network: Network = systemNetwork,
): RepoReader {
  const git = createGit({ program: config.gitProgram, searchPath: config.gitSearchPath })
  const cache = createCache(config.repoCacheDir ?? defaultCacheDir(), config.repoCacheMb * 1e6)
  const tokens = new Map(config.repoTokens)
  if (config.githubToken !== undefined) tokens.set('github.com', config.githubToken)
  const proxy = { httpsProxy: config.httpsProxy, noProxy: config.noProxy }
  const fetcher = scope.use(createFetcher({ allowHosts: config.repoAllowHosts, proxy, network }))
  const policy: HostPolicy = {
    onlyHosts: config.repoHosts,
    allowHosts: config.repoAllowHosts,
    tokens,
    proxy: config.httpsProxy,
    noProxy: config.noProxy,
    caFile: config.caFile,
    network,
  }
  const deps = {
    git,
    cache,
    policy,
    fetcher,
    freshMs: config.repoFreshSeconds * 1_000,
    maxBytes: config.repoMaxMb * 1e6,
    roots: config.repoRoots,
  }
  const trees = new Map<string, Promise<readonly TreeFile[]>>()
  let checked: Promise<void> | undefined

  const treeOf = (snapshot: Snapshot, signal: AbortSignal) => {
    const key = `${snapshot.entry.key} ${snapshot.commit}`
    const known = trees.get(key)
    if (known !== undefined) return known
    const listing = listTree(git, snapshot.entry.gitDir, snapshot.commit, signal)
    trees.set(key, listing)
    listing.catch(() => trees.delete(key))
    for (const old of [...trees.keys()].slice(0, -keptTrees)) trees.delete(old)
    return listing
  }
  const inWords = async <T>(snapshot: Snapshot, work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw explain(error, snapshot.name, snapshot.ref)
    })

  return {
    async open(name, options) {
      const address = parseRepoName(name, config.repoDefaultHost)
      if (options.ref !== undefined) checkRef(options.ref)
      checked ??= requireGit(git, options.signal).catch((error: unknown) => {
        checked = undefined
        throw error
      })
      await checked
      if (address.kind === 'local') return await openLocal(deps, address, options)
      return await openRemote(deps, address, options)
    },
    structure: async (snapshot, query, signal) =>
      inWords(
        snapshot,
        treeOf(snapshot, signal).then((files) => structureOf(files, query, undefined)),
      ),
    read: async (snapshot, path, signal) =>
      inWords(
        snapshot,
        treeOf(snapshot, signal).then((files) => readRepoFile(deps, snapshot, files, path, signal)),
      ),
  }
}

function defaultCacheDir(): string {
  const home = homedir()
  return home === '' ? join(tmpdir(), 'sensorium-repos') : join(home, '.cache', 'sensorium', 'repos')
}
