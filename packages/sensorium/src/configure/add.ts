import { type ExitCode, readCommandLine, reportFaults, type Terminal } from '@sensorium/kit'
import type { Client } from '../clients/client.ts'
import { type Place, placeOfProcess } from '../place.ts'
import { selection } from '../select.ts'
import { planAdd } from './change.ts'
import { chosenServers } from './chosen-servers.ts'
import { connectionsOf } from './connection.ts'
import { findClients } from './find-clients.ts'
import { entryNames } from './names.ts'
import { addOptions } from './options.ts'
import { exitCodeOf, forEach } from './run.ts'

/** `sensorium add <client> …` */
export async function add(terminal: Terminal, place: Place = placeOfProcess(terminal.env)): Promise<ExitCode> {
  // Only the key may come from the environment: what else is called SENSORIUM_… there configures servers.
  const env = { SENSORIUM_KEY: terminal.env['SENSORIUM_KEY'] }
  const line = readCommandLine({ add: addOptions, selection }, [], { ...terminal, env })
  if (!line.ok) return reportFaults(terminal, line.faults)
  const clients = findClients(line.positionals)
  if (!clients.ok) return reportFaults(terminal, clients.faults)
  const { add: options, selection: chosen } = line.values
  return exitCodeOf(terminal, async () => {
    const servers = chosen.only === undefined ? undefined : await chosenServers(chosen.only)
    const connections = await connectionsOf(options, servers, place)
    const others = entryNames(options.name).filter((name) => !connections.has(name))
    const plan = (client: Client) => planAdd(client, options.scope, connections, others, place)
    const code = await forEach(clients.found, plan, options.dryRun, place, terminal)
    if (options.scope === 'project' && (options.url !== undefined || options.withEnv.length > 0))
      terminal.stderr('The configuration of this project now holds a key: keep it out of version control.')
    return code
  })
}
