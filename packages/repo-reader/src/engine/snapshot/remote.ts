import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ToolError } from '@sensorium/kit'
import type { Fetcher } from '@sensorium/net'
import { GitFailure, isGitFailure } from '../git/failure.ts'
import { type CommitAt, commitAt } from '../git/history.ts'
import { oidPattern } from '../git/objects.ts'
import { fetchCommit, historyDepth, initRepository, type Remote, remoteCommit } from '../git/remote.ts'
import type { Git } from '../git/run.ts'
import type { RemoteAddress } from '../locate/address.ts'
import { admitUrl, cloneUrl, type HostPolicy } from '../locate/admit.ts'
import type { Cache, Entry } from '../store/cache.ts'
import { type RefState, type RepoState, readState, writeState } from '../store/state.ts'
import { explain } from './explain.ts'
import { relocate } from './relocate.ts'
import type { OpenOptions, Snapshot } from './snapshot.ts'

export interface RemoteDeps {
  readonly git: Git
  readonly cache: Cache
  readonly policy: HostPolicy
  readonly fetcher: Fetcher
  readonly freshMs: number
  readonly maxBytes: number
}

/**
 * Opens one commit of a remote repository: from the cache while it is fresh, after asking its host otherwise, and from
 * the cache with a warning when the host cannot be asked. Trees come, contents do not.
 */
export async function openRemote(deps: RemoteDeps, address: RemoteAddress, options: OpenOptions): Promise<Snapshot> {
  const name = address.host === 'github.com' ? address.path : `${address.host}/${address.path}`
  // Judged on every call, whatever is cached: a policy that became stricter holds at once.
  await admitUrl(cloneUrl(address), deps.policy)
  const entry = await deps.cache.entry(`${address.scheme}://${address.host}/${address.path}`)
  const known = await readState(entry.stateFile)
  const wanted = options.ref === undefined ? (address.refs ?? ['HEAD']) : [options.ref]
  const held = wanted.find((each) => known?.refs[each] !== undefined)
  const refs = held === undefined ? wanted : [held]
  const snapshot = (url: string, { ref, ...found }: NamedRef, stale?: string): Snapshot => ({
    name,
    entry,
    ref,
    ...found,
    ...(stale === undefined ? {} : { stale }),
    origin: { address, url },
  })
  const isFresh = ({ ref, checkedAt }: NamedRef) => oidPattern.test(ref) || Date.now() - checkedAt < deps.freshMs
  const cached = namedRef(known, refs)
  await entry.touch()
  if (known !== undefined && cached !== undefined && isFresh(cached)) {
    return snapshot(known.url, cached)
  }

  const lock = await entry.lock(options.signal)
  try {
    const state = (await readState(entry.stateFile)) ?? (await startOver(entry, cloneUrl(address)))
    const current = namedRef(state, refs)
    if (current !== undefined && isFresh(current)) return snapshot(state.url, current)
    try {
      if (state.depth === 0) options.progress(`Fetching the tree of ${name}`)
      const { url, found } = await refresh(deps, state, entry, refs, options)
      return snapshot(url, found)
    } catch (error) {
      if (options.signal.aborted) throw error
      const reason = explain(error, name, refs[0])
      if (current === undefined) throw reason
      if (!ToolError.isInstance(reason) || reason.code !== 'unavailable') throw reason
      options.log.warn('repo-served-stale', { name, error })
      return snapshot(state.url, current, reason.message)
    }
  } finally {
    lock.release()
  }
}

type NamedRef = RefState & { readonly ref: string }

function namedRef(state: RepoState | undefined, refs: readonly string[]): NamedRef | undefined {
  for (const ref of refs) {
    const found = state?.refs[ref]
    if (found !== undefined) return { ref, ...found }
  }
  return undefined
}

/** Empties the entry: whatever is there without a state was left by a process that died, or is damaged. */
async function startOver(entry: Entry, url: string): Promise<RepoState> {
  for (const name of await readdir(entry.dir)) await rm(join(entry.dir, name), { recursive: true, force: true })
  await initRepository(entry.gitDir, url)
  return { version: 1, url, depth: 0, refs: {} }
}

/** Brings the first of `refs` that the remote has. */
async function refresh(
  deps: RemoteDeps,
  state: RepoState,
  entry: Entry,
  refs: readonly string[],
  options: OpenOptions,
) {
  const { signal, log } = options
  const attempt = async (url: string) => {
    const reach = await admitUrl(url, deps.policy)
    const remote: Remote = { dir: entry.gitDir, url, reach, maxBytes: deps.maxBytes }
    return { url, found: await firstThere(refs, (ref) => bringCommit(deps.git, remote, state, ref, signal)) }
  }
  const withRecovery = async (url: string) => {
    try {
      return await attempt(url)
    } catch (error) {
      if (isGitFailure(error, 'redirected', 'missing-repository')) {
        const moved = await relocate(deps.fetcher, url, signal)
        if (moved === undefined || moved === url) throw error
        await initRepository(entry.gitDir, moved)
        return await attempt(moved)
      }
      if (isGitFailure(error, 'disk-full')) {
        await deps.cache.evict(entry.key, true)
        return await attempt(url)
      }
      if (!isGitFailure(error, 'damaged', 'missing-object', 'contended', 'other') || state.depth === 0) throw error
      log.warn('repo-healed', { error })
      await startOver(entry, url)
      state.refs = {}
      state.depth = 0
      return await attempt(url)
    }
  }
  const { url, found: brought } = await withRecovery(state.url)
  const found = { ...brought, checkedAt: Date.now() }
  const { ref, ...newest } = found
  const kept = Object.entries({ ...state.refs, [ref]: newest }).slice(-50)
  await writeState(entry.stateFile, { ...state, url, depth: Math.max(1, state.depth), refs: Object.fromEntries(kept) })
  return { url, found }
}

async function firstThere<T>(refs: readonly string[], bring: (ref: string) => Promise<T>) {
  for (const [at, ref] of refs.entries()) {
    try {
      return { ref, ...(await bring(ref)) }
    } catch (error) {
      if (at === refs.length - 1 || !isGitFailure(error, 'missing-ref')) throw error
    }
  }
  throw new ToolError('invalid_input', 'The address names no branch, tag or commit.')
}

/** One request when nothing changed, and a first fetch without asking what there is. */
async function bringCommit(
  git: Git,
  remote: Remote,
  state: RepoState,
  ref: string,
  signal: AbortSignal,
): Promise<CommitAt> {
  if (oidPattern.test(ref)) {
    const here = await commitAt(git, remote.dir, ref, signal).catch(() => undefined)
    return here ?? (await fetchCommit(git, remote, ref, signal, Math.max(1, state.depth)))
  }
  try {
    if (state.depth === 0) return await fetchCommit(git, remote, ref, signal, 1)
    const latest = await remoteCommit(git, remote, ref, signal)
    if (latest === undefined) return await fetchCommit(git, remote, ref, signal, state.depth)
    const here = await commitAt(git, remote.dir, latest, signal).catch(() => undefined)
    return here ?? (await fetchCommit(git, remote, latest, signal, state.depth))
  } catch (error) {
    if (!isGitFailure(error, 'missing-ref') || !shortOid.test(ref)) throw error
    return await findShort(git, remote, state, ref, signal)
  }
}

const shortOid = /^[0-9a-f]{7,39}$/

/** The commit of a shortened id, which a host does not know: it is looked for in the default branch's history. */
async function findShort(
  git: Git,
  remote: Remote,
  state: RepoState,
  short: string,
  signal: AbortSignal,
): Promise<CommitAt> {
  if (state.depth < historyDepth) {
    await fetchCommit(git, remote, 'HEAD', signal, historyDepth)
    state.depth = historyDepth
  }
  return await commitAt(git, remote.dir, `${short}^{commit}`, signal).catch((cause: unknown) => {
    signal.throwIfAborted()
    throw new GitFailure('missing-ref', cause instanceof Error ? cause.message : short)
  })
}

/** Forgets a cached repository that turned out damaged: the next call fetches it anew. */
export async function forget({ entry }: Snapshot, signal: AbortSignal): Promise<void> {
  const held = await entry.lock(signal)
  try {
    await rm(entry.stateFile, { force: true })
  } finally {
    held.release()
  }
}
