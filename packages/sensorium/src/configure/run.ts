import { type ExitCode, exitCodes, type Terminal } from '@sensorium/kit'
import type { Client } from '../clients/client.ts'
import { ConfigFault } from '../config-file/format.ts'
import type { Place } from '../place.ts'
import type { Change } from './change.ts'
import { make, preview } from './report.ts'

/** Makes or shows the change of each client; one that cannot be changed does not keep the others from it. */
export async function forEach(
  clients: readonly Client[],
  plan: (client: Client) => Promise<Change>,
  dryRun: boolean,
  place: Place,
  terminal: Terminal,
): Promise<ExitCode> {
  const codes: ExitCode[] = []
  for (const client of clients) {
    const code = await exitCodeOf(terminal, async () => {
      const change = await plan(client)
      if (dryRun) await preview(change, place, terminal)
      else await make(change, () => plan(client), place, terminal)
      return exitCodes.ok
    })
    codes.push(code)
  }
  return codes.every((code) => code === exitCodes.ok) ? exitCodes.ok : exitCodes.failed
}

/** Runs work and tells its user what a configuration would not allow. */
export async function exitCodeOf(terminal: Terminal, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ConfigFault)) throw error
    terminal.stderr(`Error: ${error.message}`)
    return exitCodes.failed
  }
}
