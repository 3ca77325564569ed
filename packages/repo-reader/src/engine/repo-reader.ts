import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EngineStatus, type HasStatus, rememberSecret } from '@sensorium/kit'
import { createFetcher, type Network, systemNetwork } from '@sensorium/net'
import type { RepoReaderConfig } from '../config.ts'
import { statusOf } from '../status.ts'
import { type FoundFile, readRepoFile } from './file/read.ts'
import { createDiscussions, type Discussions } from './forge/discussions.ts'
import type { Discussion } from './forge/forge.ts'
import { isGitFailure } from './git/failure.ts'
import { createGit } from './git/run.ts'
import { createBackground, type Fill } from './index/background.ts'
import { fillIndex } from './index/fill.ts'
import { checkRef, parseRepoName } from './locate/address.ts'
import type { HostPolicy } from './locate/admit.ts'
import { type ForgeHost, forgeKinds } from './locate/forges.ts'
import { createReadiness, type Partial } from './search/readiness.ts'
import { createReranker } from './search/rerank.ts'
import { type Found, search } from './search/search.ts'
import { createViews } from './search/views.ts'
import { explain } from './snapshot/explain.ts'
import { openLocal } from './snapshot/local.ts'
import { forget, openRemote } from './snapshot/remote.ts'
import type { OpenOptions, Progress, Snapshot } from './snapshot/snapshot.ts'
import { createCache } from './store/cache.ts'
import { listTree, type TreeFile } from './tree/list.ts'
import { type Structure, type StructureQuery, structureOf } from './tree/structure.ts'

/** What the three tools are made of. */
export interface RepoReader extends HasStatus {
  readonly open: (name: string, options: OpenOptions) => Promise<Snapshot>
  readonly structure: (snapshot: Snapshot, query: StructureQuery, signal: AbortSignal) => Promise<Structure>
  readonly read: (snapshot: Snapshot, path: string, signal: AbortSignal) => Promise<FoundFile>
  readonly search: (
    snapshot: Snapshot,
    query: string,
    limit: number,
    signal: AbortSignal,
    progress: Progress,
  ) => Promise<Answered>
}

/** What a search found. */
export interface Answered extends Found {
  readonly discussions: readonly Discussion[]
  /** Set while the index is not ready. */
  readonly partial?: Partial
  /** What could not be asked, as sentences. */
  readonly problems: readonly string[]
}

/** Listings kept in memory. */
const keptTrees = 4

export function createRepoReader(
  config: RepoReaderConfig,
  scope: AsyncDisposableStack,
  network: Network = systemNetwork,
): RepoReader {
  const git = createGit({
    program: config.gitProgram,
    searchPath: config.gitSearchPath,
    stallSeconds: config.repoStallSeconds,
  })
  let gitState: EngineStatus = { name: 'git', state: 'untried' }
  // Asked while the client says hello, so that no call waits for it; a failure is told by the first call.
  git.ready().then(
    () => {
      gitState = { name: 'git', state: 'ready' }
    },
    () => {
      gitState = { name: 'git', state: 'off', reason: 'git 2.37 or newer was not found' }
    },
  )
  const cache = createCache(config.repoCacheDir ?? defaultCacheDir(), config.repoCacheMb * 1e6)
  const tokens = new Map(config.repoTokens)
  if (config.githubToken !== undefined) tokens.set('github.com', config.githubToken)
  for (const token of tokens.values()) rememberSecret(token)
  const proxy = { httpsProxy: config.httpsProxy, noProxy: config.noProxy }
  const fetcher = scope.use(createFetcher({ allowHosts: config.repoAllowHosts, proxy, network }))
  const policy: HostPolicy = {
    onlyHosts: config.repoHosts,
    allowHosts: config.repoAllowHosts,
    tokens,
    proxy,
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

  // Shared by calls, so that none of them may end it.
  const closing = new AbortController()
  scope.defer(() => closing.abort())
  const treeOf = (snapshot: Snapshot) => {
    const key = `${snapshot.entry.key} ${snapshot.commit}`
    const known = trees.get(key)
    if (known !== undefined) return known
    const listing = listTree(git, snapshot.entry.gitDir, snapshot.commit, closing.signal)
    trees.set(key, listing)
    listing.catch(() => trees.delete(key))
    for (const old of [...trees.keys()].slice(0, -keptTrees)) trees.delete(old)
    return listing
  }
  const inWords = async <T>(snapshot: Snapshot, work: Promise<T>, signal: AbortSignal): Promise<T> =>
    work.catch(async (error: unknown) => {
      const isDamaged = isGitFailure(error, 'damaged', 'missing-object', 'other') && snapshot.origin !== undefined
      if (isDamaged) await forget(snapshot, signal)
      throw explain(error, snapshot.name, snapshot.ref)
    })

  const fill: Fill = async (snapshot, signal, progress) => {
    await fillIndex(deps, snapshot, await treeOf(snapshot), signal, progress)
    await cache.evict(snapshot.entry.key)
  }
  const background = scope.use(createBackground(fill))
  /** Answers first, then prepares for the search that is likely to follow. */
  const thenFill = async <T>(snapshot: Snapshot, work: Promise<T>, signal: AbortSignal): Promise<T> => {
    const answer = await inWords(snapshot, work, signal)
    if (snapshot.origin !== undefined) background.start(snapshot)
    return answer
  }
  const views = createViews()
  scope.defer(views.close)
  const waitMs = config.repoIndexWaitSeconds * 1_000
  const readyFor = createReadiness({ git, views, background, treeOf, waitMs })
  const { repoEmbeddingsUrl: url, repoEmbeddingsModel: model, repoEmbeddingsKey: key } = config
  const reranker = url === undefined ? undefined : scope.use(createReranker({ url, model, key, proxy }))
  const discuss = createDiscussions({ fetcher, tokens, hosts: forgesOf(config) })

  return {
    status: () => [gitState, ...statusOf(config)],
    async open(name, options) {
      const address = parseRepoName(name, config.repoDefaultHost)
      if (options.ref !== undefined) checkRef(options.ref)
      await git.ready()
      if (address.kind === 'local') return await openLocal(deps, address, options)
      return await openRemote(deps, address, options).catch((error: unknown) => {
        throw explain(error, name, options.ref)
      })
    },
    async search(snapshot, query, limit, signal, progress) {
      const { origin } = snapshot
      const asked = { query, wantsReleases: releaseWords.test(query), wantsPeople: peopleWords.test(query) }
      const discussing: Promise<Discussions> =
        origin === undefined ? Promise.resolve({ found: [] }) : discuss(origin.address, asked, signal)
      const files = async () => {
        const { view, ...rest } = await readyFor(snapshot, signal, progress)
        return { ...(await search({ git, reranker }, snapshot, view, query, limit, signal)), ...rest }
      }
      const [found, discussions] = await Promise.all([inWords(snapshot, files(), signal), discussing])
      const problems = [found.problem, discussions.problem].flatMap((problem) => problem ?? [])
      return { ...found, discussions: discussions.found, problems }
    },
    structure: async (snapshot, query, signal) => {
      const work = Promise.all([treeOf(snapshot), views.of(snapshot)]).then(([files, view]) =>
        structureOf(files, query, view?.sizes()),
      )
      return await thenFill(snapshot, work, signal)
    },
    read: async (snapshot, path, signal) => {
      const work = treeOf(snapshot).then((files) => readRepoFile(deps, snapshot, files, path, signal))
      return await thenFill(snapshot, work, signal)
    },
  }
}

const releaseWords = /\b(?:releases?|versions?|changelog|upgrad\w+|v?\d+\.\d+)\b|发布|版本/i
const peopleWords = /\b(?:contributors?|maintainers?|authors?|who)\b|贡献者|作者|维护者/i

/** Forges named by configuration; their API stands where each software puts it. */
function forgesOf(config: RepoReaderConfig): Map<string, ForgeHost> {
  const prefix = { github: 'api/v3', gitlab: 'api/v4', gitea: 'api/v1', gitee: 'api/v5' } as const
  const hosts = new Map<string, ForgeHost>()
  for (const entry of config.repoForges) {
    const [, host, named] = /^(.+)=(\w+)$/.exec(entry) ?? []
    const kind = forgeKinds.find((each) => each === named)
    if (host === undefined || kind === undefined) continue
    const scheme = config.repoAllowHosts.includes(host) && /^(?:127\.|localhost)/.test(host) ? 'http' : 'https'
    hosts.set(host, { kind, api: `${scheme}://${host}/${prefix[kind]}` })
  }
  return hosts
}

function defaultCacheDir(): string {
  const home = homedir()
  return home === '' ? join(tmpdir(), 'sensorium-repos') : join(home, '.cache', 'sensorium', 'repos')
}
