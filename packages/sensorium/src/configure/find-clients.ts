import type { Client } from '../clients/client.ts'
import { clients } from '../clients/clients.ts'

export type FoundClients =
  | { readonly ok: true; readonly found: readonly Client[] }
  | { readonly ok: false; readonly faults: readonly string[] }

/** The clients that a command line names. */
export function findClients(names: readonly string[]): FoundClients {
  const known = clients.map(({ id }) => id).join(', ')
  if (names.length === 0) return { ok: false, faults: [`name a client: ${known}`] }
  const unknown = names.filter((name) => !clients.some(({ id }) => id === name))
  if (unknown.length > 0)
    return { ok: false, faults: unknown.map((name) => `there is no client ${JSON.stringify(name)}; clients: ${known}`) }
  return { ok: true, found: clients.filter(({ id }) => names.includes(id)) }
}
