import { type ExitCode, exitCodes, readCommandLine, reportFaults, type Terminal } from '@sensorium/kit'
import { z } from 'zod'
import { type Place, placeOfProcess } from '../place.ts'
import { type Configured, findConfigured, reachOf } from './configured.ts'

const listOptions = z.object({ json: z.boolean().default(false).describe('Print as JSON.') })

/** `sensorium list` */
export async function list(terminal: Terminal, place: Place = placeOfProcess(terminal.env)): Promise<ExitCode> {
  const line = readCommandLine({ list: listOptions }, [], { ...terminal, env: {} })
  if (!line.ok) return reportFaults(terminal, line.faults)
  const shown = (await findConfigured(place)).map(withoutKeys)
  if (line.values.list.json) terminal.stdout(JSON.stringify(shown, null, 2))
  else if (shown.length === 0) terminal.stdout('No client is configured yet; sensorium add <client> does it.')
  else for (const text of shown.flatMap(lines)) terminal.stdout(text)
  return exitCodes.ok
}

function withoutKeys({ client, scope, file, entries, fault }: Configured) {
  const reached = Object.entries(entries).map(([name, entry]) => [name, reachOf(entry)])
  return {
    client: client.id,
    title: client.title,
    scope,
    file,
    entries: Object.fromEntries(reached) as Record<string, string>,
    ...(fault === undefined ? {} : { fault }),
  }
}

function lines({ title, scope, file, entries, fault }: ReturnType<typeof withoutKeys>): string[] {
  return [
    `${title}, ${scope}: ${file}`,
    ...(fault === undefined ? [] : [`  cannot be read: ${fault}`]),
    ...Object.entries(entries).map(([name, how]) => `  ${name}: ${how}`),
  ]
}
