import { access } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import type { Client } from '../clients/client.ts'
import { clients } from '../clients/clients.ts'
import { findProgram, isInstalled } from '../clients/find.ts'
import { isMap } from '../config-file/format.ts'
import { addressOf, type Configured, commandOf, findConfigured, reachOf } from '../configure/configured.ts'
import type { Place } from '../place.ts'
import { type Check, type CheckContext, type CheckGroup, type Finding, ok } from './check.ts'

export const clientConfigurations: CheckGroup = {
  title: 'Clients',
  checks: async ({ place }) => {
    const configured = await findConfigured(place)
    const done = new Set(configured.map(({ client }) => client.id))
    const installed = await Promise.all(clients.map((client) => isInstalled(client, place)))
    const without = clients.filter(({ id }, index) => installed[index] === true && !done.has(id))
    return [...configured.flatMap(entryChecks), ...without.map(notConfigured)]
  },
}

function notConfigured({ id, title }: Client): Check {
  const finding: Finding = { state: 'missing', detail: 'installed, not configured', fix: `sensorium add ${id}` }
  return { name: title, run: async () => finding }
}

function entryChecks({ client, scope, file, entries, fault }: Configured): Check[] {
  const again = `sensorium add ${client.id}${scope === 'user' ? '' : ` --scope ${scope}`}`
  if (fault !== undefined)
    return [{ name: client.title, run: async () => ({ state: 'broken', detail: fault, fix: `mend ${file} by hand` }) }]
  return Object.entries(entries).map(([name, entry]) => ({
    name: `${client.title}: ${name}`,
    run: (context) =>
      addressOf(entry) === undefined ? canStart(entry, again, context.place) : canReach(entry, again, context),
  }))
}

async function canStart(entry: unknown, fix: string, place: Place): Promise<Finding> {
  const command = commandOf(entry)
  const [program] = command
  for (const part of command.filter((candidate) => isAbsolute(candidate)))
    if (!(await exists(part))) return { state: 'broken', detail: `it starts ${part}, which is not there`, fix }
  if (program !== undefined && !isAbsolute(program) && (await findProgram(program, place)) === undefined)
    return { state: 'broken', detail: `it starts ${program}, which is not on PATH`, fix }
  return ok(reachOf(entry))
}

async function canReach(entry: unknown, fix: string, { signal }: CheckContext): Promise<Finding> {
  const address = addressOf(entry) ?? ''
  const shown = reachOf(entry)
  if (!URL.canParse(address)) return { state: 'broken', detail: `${shown} is no address`, fix }
  try {
    const { status, body } = await fetch(address, { headers: headersOf(entry), signal, redirect: 'manual' })
    await body?.cancel()
    if (status === 401)
      return { state: 'broken', detail: `${shown} refuses the key`, fix: `${fix} --url ${new URL(address).origin}` }
    if (status === 404)
      return {
        state: 'broken',
        detail: `there is no server at ${shown}`,
        fix: `${fix} --url ${new URL(address).origin}`,
      }
    return ok(`${shown} answers`)
  } catch {
    return { state: 'warn', detail: `nothing answers at ${shown}`, fix: 'sensorium serve' }
  }
}

function headersOf(entry: unknown): Record<string, string> {
  const headers = isMap(entry) ? (entry['headers'] ?? entry['http_headers']) : undefined
  const pairs = isMap(headers) ? Object.entries(headers) : []
  return Object.fromEntries(pairs.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
