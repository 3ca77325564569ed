import { redact } from '@sensorium/kit'
import { type Client, type Scope, scopes } from '../clients/client.ts'
import { clients } from '../clients/clients.ts'
import { fileOf } from '../clients/find.ts'
import { readConfigFile } from '../config-file/file.ts'
import { ConfigFault, isMap, type Values } from '../config-file/format.ts'
import type { Place } from '../place.ts'
import { entriesIn } from './change.ts'
import { isOurs } from './names.ts'

/** One configuration that names these servers, or that cannot be read and may. */
export interface Configured {
  readonly client: Client
  readonly scope: Scope
  readonly file: string
  readonly entries: Values
  readonly fault?: string
}

/** Every configuration that names these servers, and every one that cannot be read. */
export async function findConfigured(place: Place): Promise<Configured[]> {
  const found: Configured[] = []
  for (const client of clients) {
    for (const scope of scopes) {
      const file = await fileOf(client, scope, place)
      // In the home directory both scopes of a client may be one file.
      if (file === undefined || found.some((other) => other.client === client && other.file === file)) continue
      try {
        const all = Object.entries(entriesIn(client, await readConfigFile(file)))
        const entries = Object.fromEntries(all.filter(([name, entry]) => isOurs(name, entry)))
        if (Object.keys(entries).length > 0) found.push({ client, scope, file, entries })
      } catch (error) {
        if (!(error instanceof ConfigFault)) throw error
        found.push({ client, scope, file, entries: {}, fault: error.message })
      }
    }
  }
  return found
}

/** The address of an entry for a gateway, whichever client's words it is in. */
export function addressOf(entry: unknown): string | undefined {
  if (!isMap(entry)) return undefined
  return [entry['url'], entry['httpUrl'], entry['uri']].find((value) => typeof value === 'string')
}

/** The command line of an entry that a client starts itself. */
export function commandOf(entry: unknown): string[] {
  if (!isMap(entry)) return []
  return [entry['command'] ?? entry['cmd'], entry['args']].flat().filter((part) => typeof part === 'string')
}

/** How an entry reaches its server, for people: without the key. */
export function reachOf(entry: unknown): string {
  return redact(addressOf(entry) ?? commandOf(entry).join(' '))
}
