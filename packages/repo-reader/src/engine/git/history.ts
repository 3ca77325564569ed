import { oidPattern } from './objects.ts'
import type { Git } from './run.ts'

export interface Commit {
  readonly oid: string
  /** Seconds since 1970. */
  readonly time: number
  readonly message: string
  /** Paths that it changed against its first parent. */
  readonly paths: readonly string[]
}

export interface CommitAt {
  readonly commit: string
  /** Milliseconds since 1970. */
  readonly committedAt: number
}

/** The commit that a name points at in a repository of ours, and its time. */
export async function commitAt(git: Git, dir: string, name: string, signal: AbortSignal): Promise<CommitAt> {
  const args = ['--git-dir', dir, 'log', '-1', '--no-show-signature', '--format=%H %ct', '--end-of-options', name]
  const [commit = '', seconds = '0'] = (await git.run(args, { signal })).toString().trim().split(' ')
  return { commit, committedAt: Number(seconds) * 1_000 }
}

/**
 * Newest commits reachable from `tip`, merges left out, with the paths each changed. Renames are not looked for and
 * nothing is shown as text: either would ask for contents that are not here.
 *
 * @param known commits already read; they and their ancestors are left out
 */
export async function readHistory(
  git: Git,
  dir: string,
  tip: string,
  limit: number,
  signal: AbortSignal,
  known?: string,
): Promise<Commit[]> {
  const format = '--format=%x00%x01%H %ct%n%B%x02'
  const plain = ['--no-merges', '--no-renames', '--no-show-signature', '--no-ext-diff', '--no-textconv', '--no-mailmap']
  const range = known === undefined ? [tip] : [tip, `^${known}`]
  const args = [
    '--git-dir',
    dir,
    'log',
    '-z',
    `-n${limit}`,
    '--name-only',
    ...plain,
    format,
    '--end-of-options',
    ...range,
  ]
  const output = (await git.run(args, { signal, timeoutMs: 120_000, maxBytes: 256 * 1024 * 1024 })).toString('utf8')
  return output.split('\u0001').slice(1).flatMap(parseCommit)
}

function parseCommit(record: string): Commit[] {
  const end = record.indexOf('\u0002')
  const lineEnd = record.indexOf('\n')
  const [oid = '', time = '0'] = record.slice(0, lineEnd).split(' ')
  if (end < lineEnd || !oidPattern.test(oid)) return []
  const paths = record
    .slice(end + 1)
    .split('\0')
    .flatMap((path) => path.replace(/^\n+/, '') || [])
  return [{ oid, time: Number(time), message: record.slice(lineEnd + 1, end).trim(), paths }]
}
