/** Exit codes of every command: pinned by tests, since scripts depend on them. */
export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** What a command writes to and reads from; a bin passes the process's own. */
export interface Terminal {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: (line: string) => void
  readonly stderr: (line: string) => void
  /** Aborts on SIGINT or SIGTERM. */
  readonly signal: AbortSignal
}

/** The terminal of this process; the second signal ends it at once. */
export function processTerminal(): Terminal {
  const abort = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (abort.signal.aborted) process.exit(130)
      abort.abort()
    })
  }
  return {
    argv: process.argv.slice(2),
    // biome-ignore lint/style/noProcessEnv: a bin hands its environment in here, and nothing else reads it.
    env: process.env,
    stdout: (line) => void process.stdout.write(`${line}\n`),
    stderr: (line) => void process.stderr.write(`${line}\n`),
    signal: abort.signal,
  }
}

/** Prints faults as one list and returns the exit code for a wrong use. */
export function reportFaults(terminal: Terminal, faults: readonly string[]): ExitCode {
  terminal.stderr(faults.length === 1 ? `Error: ${faults[0]}` : `Errors:\n${faults.map((f) => `  - ${f}`).join('\n')}`)
  return exitCodes.usage
}
