import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ToolError } from '@sensorium/kit'
import { sizeOf } from '../store/cache.ts'
import type { GitReach } from './environment.ts'
import { isGitFailure } from './failure.ts'
import { commitAt } from './history.ts'
import { oidPattern } from './objects.ts'
import type { Git } from './run.ts'

/** A bare repository of ours and how its remote is reached. */
export interface Remote {
  readonly dir: string
  readonly url: string
  readonly reach: GitReach
  /** Bytes on disk at which a fetch is ended. */
  readonly maxBytes: number
}

/** Commits of history that are kept for search; a few megabytes even of large repositories. */
export const historyDepth = 3_000
const networkMs = 600_000
const blobless = '--filter=blob:none'

/**
 * Lays a bare repository, or points one to another address, without running git in it: every setting is written here, and the remote is a promisor, so
 * that git accepts a history whose blobs come later.
 */
export async function initRepository(dir: string, url: string, alternate?: string): Promise<void> {
  await mkdir(join(dir, 'objects', 'info'), { recursive: true })
  await mkdir(join(dir, 'refs'), { recursive: true })
  await writeFile(join(dir, 'HEAD'), 'ref: refs/heads/none\n')
  const promisor = `[extensions]\n\tpartialClone = origin\n[remote "origin"]\n\turl = "${quote(url)}"\n\tpromisor = true\n`
  const core = '[core]\n\trepositoryFormatVersion = 1\n\tbare = true\n'
  await writeFile(join(dir, 'config'), alternate === undefined ? core + promisor : core)
  if (alternate !== undefined) await writeFile(join(dir, 'objects', 'info', 'alternates'), `${alternate}\n`)
}

/** The commit that `ref` names at the remote now, or undefined when it has no such ref. */
export async function remoteCommit(git: Git, remote: Remote, ref: string, signal: AbortSignal) {
  const patterns = ref === 'HEAD' ? ['HEAD'] : [`refs/tags/${ref}^{}`, `refs/tags/${ref}`, `refs/heads/${ref}`]
  const args = ['--git-dir', remote.dir, 'ls-remote', '--', remote.url, ...patterns]
  const output = await git.run(args, { signal, reach: remote.reach, timeoutMs: 60_000, maxBytes: 1024 * 1024 })
  const found = new Map<string, string>()
  for (const line of output.toString().split('\n')) {
    const [oid = '', name = ''] = line.split('\t')
    if (oidPattern.test(oid)) found.set(name, oid)
  }
  return patterns.map((name) => found.get(name)).find((oid) => oid !== undefined)
}

/** Fetches one commit (or ref) with its trees and no blobs; `depth` commits of history, or only what is new. */
export async function fetchCommit(git: Git, remote: Remote, name: string, signal: AbortSignal, depth?: number) {
  const refspec = `+${name}:refs/sensorium/fetched`
  const extent = depth === undefined ? [] : [`--depth=${depth}`]
  await fetch(git, remote, [blobless, ...extent, 'origin', refspec], signal)
  return await commitAt(git, remote.dir, 'refs/sensorium/fetched', signal)
}

/** Fetches blobs by id in one request. */
export async function fetchBlobs(git: Git, remote: Remote, oids: readonly string[], signal: AbortSignal) {
  await fetch(git, remote, [blobless, '--no-write-fetch-head', '--stdin', 'origin'], signal, `${oids.join('\n')}\n`)
}

/** Fetches a whole tree again with every blob up to 512 KiB: for large repositories cheaper than naming each blob. */
export async function fetchTreeContents(git: Git, remote: Remote, commit: string, signal: AbortSignal) {
  await fetch(git, remote, ['--refetch', '--filter=blob:limit=512k', '--depth=1', 'origin', commit], signal)
}

/** Defects of old but honest histories: wrong modes and dates, which nothing here stumbles over. */
const honestDefect =
  /: (?:zeroPaddedFilemode|badFilemode|(?:bad|zeroPadded|missingSpaceBefore)Date|badTimezone|(?:missing|bad|missingSpaceBefore)Email|badName|missingNameBeforeEmail|multipleAuthors|gitmodulesParse|nullSha1):/

/** Fetches once more without git's check when that check stumbled over an old defect: no option softens it here. */
async function fetch(git: Git, remote: Remote, args: readonly string[], signal: AbortSignal, input?: string) {
  try {
    await fetchOnce(git, remote, args, signal, input)
  } catch (error) {
    if (!isGitFailure(error, 'malformed') || !honestDefect.test(error.message)) throw error
    const reach = { ...remote.reach, acceptDefects: true } as const
    await fetchOnce(git, { ...remote, reach }, args, signal, input)
  }
}

async function fetchOnce(git: Git, remote: Remote, args: readonly string[], signal: AbortSignal, input?: string) {
  const shared = ['--git-dir', remote.dir]
  const command = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance']
  const negotiation = input === undefined ? [] : ['-c', 'fetch.negotiationAlgorithm=noop']
  const size = watchSize(remote)
  try {
    await git.run([...shared, ...negotiation, ...command, ...args], {
      signal: AbortSignal.any([signal, size.signal]),
      reach: remote.reach,
      timeoutMs: networkMs,
      ...(input === undefined ? {} : { input }),
    })
  } catch (error) {
    await removePartialPacks(remote.dir)
    throw error
  } finally {
    size.stop()
  }
}

/** Ends a fetch that outgrows its bound: git has no limit of its own, and a pack can be endless. */
function watchSize(remote: Remote) {
  const controller = new AbortController()
  const check = async () => {
    if ((await sizeOf(join(remote.dir, 'objects', 'pack'))) <= remote.maxBytes) return
    controller.abort(
      new ToolError('too_large', `The repository is larger than ${Math.round(remote.maxBytes / 1e6)} MB.`, {
        hint: 'SENSORIUM_REPO_MAX_MB sets the limit.',
      }),
    )
  }
  const timer = setInterval(() => void check(), 500)
  timer.unref()
  return { signal: controller.signal, stop: () => clearInterval(timer) }
}

async function removePartialPacks(dir: string): Promise<void> {
  const packs = join(dir, 'objects', 'pack')
  const names = await readdir(packs).catch(() => [])
  await Promise.all(
    names.filter((name) => name.startsWith('tmp_')).map((name) => rm(join(packs, name), { force: true })),
  )
}

function quote(value: string): string {
  return value.replace(/[\\"]/g, '\\$&').replace(/[\n\r\0]/g, '')
}
