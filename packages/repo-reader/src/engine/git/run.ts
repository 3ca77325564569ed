import { ToolError } from '@sensorium/kit'
import { type GitReach, gitEnvironment, offline } from './environment.ts'
import { gitFailure } from './failure.ts'

export interface GitOptions {
  /** Program name or absolute path. */
  readonly program: string
  /** Folders where `program` and git's helpers are looked for, separated as in PATH. */
  readonly searchPath: string
  /** Seconds without data after which a transfer is given up. */
  readonly stallSeconds: number
}

export interface GitCall {
  readonly signal: AbortSignal
  readonly reach?: GitReach
  readonly input?: string
  /** Most bytes of output kept before the call fails as too large. Default 64 MiB. */
  readonly maxBytes?: number
  /** Milliseconds until the process is ended. Default 60,000. */
  readonly timeoutMs?: number
}

/** Runs git; every call of the package passes here, so hygiene has one place (environment.ts). */
export interface Git {
  /** Whole stdout of a finished command. */
  run(args: readonly string[], call: GitCall): Promise<Buffer>
  /** stdout as it comes; the process is ended when the consumer stops early. */
  stream(args: readonly string[], call: GitCall): AsyncIterable<Buffer>
  /** Resolves when the program is known to be new enough; asked at most once while it is. */
  ready(): Promise<void>
}

export function createGit(options: GitOptions): Git {
  let checked: Promise<void> | undefined
  const settingsOf = (call: GitCall) => ({
    env: gitEnvironment(options, call.reach ?? offline),
    extendEnv: false,
    encoding: 'buffer' as const,
    reject: false,
    windowsHide: true,
    cancelSignal: call.signal,
    timeout: call.timeoutMs ?? 60_000,
    forceKillAfterDelay: 1_000,
    ...(call.input === undefined ? { stdin: 'ignore' as const } : { input: call.input }),
  })
  const git: Git = {
    ready: () => {
      checked ??= requireRecent(git).catch((error: unknown) => {
        checked = undefined
        throw error
      })
      return checked
    },
    async run(args, call) {
      const { execa } = await import('execa')
      const maxBuffer = { stdout: call.maxBytes ?? 64 * 1024 * 1024, stderr: 65_536 }
      const result = await execa(options.program, args, { ...settingsOf(call), stripFinalNewline: false, maxBuffer })
      if (result.failed) throw gitFailure(result, call.signal)
      return Buffer.from(result.stdout)
    },
    async *stream(args, call) {
      const { execa } = await import('execa')
      const buffer = { stdout: false, stderr: true }
      const child = execa(options.program, args, { ...settingsOf(call), buffer, maxBuffer: { stderr: 65_536 } })
      try {
        yield* child.stdout as AsyncIterable<Buffer>
        const result = await child
        if (result.failed) throw gitFailure(result, call.signal)
      } finally {
        // Ends the process when the consumer stopped early; a finished one is not touched.
        child.kill('SIGKILL')
        await child
      }
    },
  }
  return git
}

/** Pinned addresses and refetching came with 2.37; an older git would connect to whatever a second look-up says. */
async function requireRecent(git: Git): Promise<void> {
  const version = (await git.run(['version'], { signal: new AbortController().signal, timeoutMs: 10_000 })).toString()
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(version) ?? []
  if (Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 37)) return
  throw new ToolError('invalid_config', `${version.trim()} is too old: 2.37 or newer is needed.`, {
    hint: 'Install a newer git, or set SENSORIUM_GIT_PROGRAM to one.',
  })
}
