import { execFileSync } from 'node:child_process'
import type { BackendName } from './engine/backend.ts'
import { type Choice, chooseBackend } from './engine/choose.ts'
import { limitsOf } from './engine/limits.ts'
import { unprivileged } from './engine/machine.ts'
import { createSessions, type Ran } from './engine/sessions.ts'

/** For tests of this package: sessions over one backend, as the toolset opens them. */
export interface Bench {
  readonly run: (code: string, options?: RunOptions) => Promise<Ran>
  readonly close: () => Promise<void>
}

export interface RunOptions {
  readonly session?: string | undefined
  readonly owner?: string
  readonly local?: boolean
  readonly timeoutMs?: number
  readonly chars?: number
  readonly files?: readonly { path: string; data: Uint8Array }[]
  readonly take?: readonly string[]
  readonly signal?: AbortSignal
}

export interface BenchOptions {
  readonly backend: BackendName
  readonly memoryMb?: number
  readonly diskMb?: number
  readonly processes?: number
  readonly perOwner?: number
  readonly idleMs?: number
  readonly warm?: number
  readonly folder?: { readonly path: string; readonly writable: boolean }
  readonly cache?: string
  readonly jupyter?: { readonly url: string; readonly token: string }
}

function choice(options: BenchOptions): Choice {
  const { backend, memoryMb = 512, diskMb = 64, processes = 64, folder, cache, jupyter } = options
  return {
    machine: {
      limits: limitsOf(memoryMb, diskMb, processes),
      python: undefined,
      path: '/usr/local/bin:/usr/bin:/bin',
      share: folder,
      cache,
      uid: unprivileged(),
    },
    wanted: backend,
    jupyter,
    withoutSandbox: backend === 'unsandboxed',
  }
}

/** Why a backend cannot be tested here, for the name of a skipped suite. */
export async function available(backend: BackendName): Promise<string | undefined> {
  return chooseBackend(choice({ backend })).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
}

export async function openBench(options: BenchOptions): Promise<Bench> {
  const { perOwner = 8, idleMs = 60_000, warm = 0 } = options
  const limits = { perOwner, total: 200, idleMs, warm }
  const sessions = createSessions(() => chooseBackend(choice(options)), limits)
  return {
    run: (code, run = {}) => {
      const { session, owner = 'me', local = true, timeoutMs = 20_000, chars = 20_000, files = [], take = [] } = run
      const cell = { code, timeoutMs, chars, files, take }
      return sessions.run({ owner, local, session, cell }, run.signal ?? new AbortController().signal)
    },
    close: sessions.close,
  }
}

/** All living processes below one, on Linux: their command lines, or `pid command`. */
export function processesBelow(root: number, form: 'args' | 'pid' = 'args'): string[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((row) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(row))
    .filter((row) => row !== null && !row[3]?.startsWith('Z'))
  const below = (parent: number): string[] =>
    rows
      .filter((row) => Number(row?.[2]) === parent)
      .flatMap((row) => [form === 'pid' ? `${row?.[1]} ${row?.[4]}` : (row?.[4] ?? ''), ...below(Number(row?.[1]))])
  return below(root)
}
