import { type ExitCode, readCommandLine, reportFaults, type Terminal } from '@sensorium/kit'
import type { Client } from '../clients/client.ts'
import { type Place, placeOfProcess } from '../place.ts'
import { planRemove } from './change.ts'
import { findClients } from './find-clients.ts'
import { entryNames } from './names.ts'
import { removeOptions } from './options.ts'
import { forEach } from './run.ts'

/** `sensorium remove <client> …` */
export async function remove(terminal: Terminal, place: Place = placeOfProcess(terminal.env)): Promise<ExitCode> {
  const line = readCommandLine({ remove: removeOptions }, [], { ...terminal, env: {} })
  if (!line.ok) return reportFaults(terminal, line.faults)
  const clients = findClients(line.positionals)
  if (!clients.ok) return reportFaults(terminal, clients.faults)
  const { scope, name, dryRun } = line.values.remove
  const plan = (client: Client) => planRemove(client, scope, entryNames(name), place)
  return forEach(clients.found, plan, dryRun, place, terminal)
}
