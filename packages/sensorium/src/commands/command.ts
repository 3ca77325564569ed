import type { ExitCode, Terminal } from '@sensorium/kit'

/** One word of the command line; `terminal.argv` starts after it. */
export interface Command {
  readonly name: string
  readonly usage: string
  readonly summary: string
  readonly run: (terminal: Terminal) => Promise<ExitCode>
}
