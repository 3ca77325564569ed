import { type ExitCode, exitCodes, readCommandLine, redact, reportFaults, type Terminal } from '@sensorium/kit'
import { z } from 'zod'
import { type Client, type Scope, scopes } from '../clients/client.ts'
import { clients } from '../clients/clients.ts'
import { fileOf } from '../clients/find.ts'
import { readConfigFile } from '../config-file/file.ts'
import { ConfigFault, isMap, type Values } from '../config-file/format.ts'
import { type Place, placeOfProcess } from '../place.ts'
import { entriesIn } from './change.ts'
import { isOurs } from './names.ts'

const listOptions = z.object({ json: z.boolean().default(false).describe('Print as JSON.') })

/** One place where a client is, or cannot be seen to be, configured. */
export interface Configured {
  readonly client: string
  readonly title: string
  readonly scope: Scope
  readonly file: string
  /** Entry name → how it is reached, without the key. */
  readonly entries: Readonly<Record<string, string>>
  readonly fault?: string
}

/** `sensorium list` */
export async function list(terminal: Terminal, place: Place = placeOfProcess(terminal.env)): Promise<ExitCode> {
  const line = readCommandLine({ list: listOptions }, [], { ...terminal, env: {} })
  if (!line.ok) return reportFaults(terminal, line.faults)
  const configured = await findConfigured(place)
  if (line.values.list.json) terminal.stdout(JSON.stringify(configured, null, 2))
  else for (const text of lines(configured)) terminal.stdout(text)
  return exitCodes.ok
}

/** Every configuration that names these servers, and every one that cannot be read. */
export async function findConfigured(place: Place): Promise<Configured[]> {
  const found: Configured[] = []
  for (const client of clients) {
    for (const scope of scopes) {
      const path = await fileOf(client, scope, place)
      if (path === undefined) continue
      const at = { client: client.id, title: client.title, scope, file: path }
      try {
        const entries = await ownEntries(client, path)
        if (Object.keys(entries).length > 0) found.push({ ...at, entries })
      } catch (error) {
        if (!(error instanceof ConfigFault)) throw error
        found.push({ ...at, entries: {}, fault: error.message })
      }
    }
  }
  return found
}

async function ownEntries(client: Client, path: string): Promise<Record<string, string>> {
  const all = Object.entries(entriesIn(client, await readConfigFile(path)))
  return Object.fromEntries(
    all.filter(([name, entry]) => isOurs(name, entry)).map(([name, entry]) => [name, reach(entry)]),
  )
}

/** How an entry reaches its server, whichever client's words it is in. */
function reach(entry: unknown): string {
  if (!isMap(entry)) return ''
  const { url, httpUrl, uri } = entry
  const remote = [url, httpUrl, uri].find((value) => typeof value === 'string')
  if (typeof remote === 'string') return redact(remote)
  return redact(
    [commandOf(entry), entry['args']]
      .flat()
      .filter((part) => typeof part === 'string')
      .join(' '),
  )
}

function commandOf({ command, cmd }: Values): unknown {
  return command ?? cmd
}

function lines(configured: readonly Configured[]): string[] {
  if (configured.length === 0) return ['No client is configured yet; sensorium add <client> does it.']
  return configured.flatMap(({ title, scope, file, entries, fault }) => [
    `${title}, ${scope}: ${file}`,
    ...(fault === undefined ? [] : [`  cannot be read: ${fault}`]),
    ...Object.entries(entries).map(([name, how]) => `  ${name}: ${how}`),
  ])
}
