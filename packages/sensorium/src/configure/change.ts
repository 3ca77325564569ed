import { join } from 'node:path'
import type { Client, Scope } from '../clients/client.ts'
import { fileOf } from '../clients/find.ts'
import { forgetOriginal, keepOriginal, originalOf } from '../config-file/backup.ts'
import { edit, entriesOf, parseText, type Wanted } from '../config-file/edit.ts'
import { type ConfigFile, readConfigFile, removeConfigFile, writeConfigFile } from '../config-file/file.ts'
import { ConfigFault, type Values } from '../config-file/format.ts'
import { formats } from '../config-file/formats.ts'
import { ownDirectory, type Place } from '../place.ts'
import type { Connection } from './connection.ts'

/** An edit of one client's configuration that has been worked out and not yet been made. */
export interface Change {
  readonly client: Client
  readonly scope: Scope
  readonly file: ConfigFile
  /** The content afterwards; undefined where the file is to go, because we made it. */
  readonly after: string | undefined
  /** Whether that is what was there before our first edit, to the byte. */
  readonly restores: boolean
  /** The entries that differ, undefined for those that go. */
  readonly differences: Wanted
}

/**
 * Works out how a client gets exactly these connections, and none of `others`.
 *
 * @throws ConfigFault when the client knows no such scope or its file cannot be edited
 */
export async function planAdd(
  client: Client,
  scope: Scope,
  connections: ReadonlyMap<string, Connection>,
  others: readonly string[],
  place: Place,
): Promise<Change> {
  const wanted = new Map<string, Values | undefined>(others.map((name) => [name, undefined]))
  for (const [name, connection] of connections) {
    const entry =
      connection.kind === 'launch' ? client.launch(connection.launch, name) : client.remote(connection.remote, name)
    wanted.set(name, entry)
  }
  return plan(client, scope, wanted, place)
}

/** Works out how the entries leave; where only we have edited the file, its original comes back to the byte. */
export async function planRemove(
  client: Client,
  scope: Scope,
  names: readonly string[],
  place: Place,
): Promise<Change> {
  const change = await plan(client, scope, new Map(names.map((name) => [name, undefined])), place)
  if (change.differences.size === 0) return change
  const original = await originalOf(backups(place), change.file)
  if (original === undefined) return change
  const left = original.text === undefined ? {} : entriesIn(client, { ...change.file, text: original.text })
  return names.some((name) => Object.hasOwn(left, name)) ? change : { ...change, after: original.text, restores: true }
}

/** Makes a change and returns the path of the copy of what was before; a restored file needs none. */
export async function apply(change: Change, place: Place): Promise<string | undefined> {
  const { file, after, restores } = change
  if (!restores) {
    const copy = await keepOriginal(backups(place), file, isRemoval(change) ? undefined : after)
    await writeConfigFile(file, after ?? '')
    return copy
  }
  if (after === undefined) await removeConfigFile(file)
  else await writeConfigFile(file, after)
  await forgetOriginal(backups(place), file)
  return undefined
}

function isRemoval({ differences }: Change): boolean {
  return [...differences.values()].every((entry) => entry === undefined)
}

/** The entries of a client's file; empty where there is none. */
export function entriesIn(client: Client, { path, text }: ConfigFile): Values {
  return named(path, () => (text === undefined ? {} : entriesOf(parseText(formats[client.format], text), client.table)))
}

export function backups(place: Place): string {
  return join(ownDirectory(place), 'backups')
}

async function plan(client: Client, scope: Scope, wanted: Wanted, place: Place): Promise<Change> {
  const path = await fileOf(client, scope, place)
  if (path === undefined) throw new ConfigFault(`${client.title} has no configuration of ${scope} scope`)
  const file = await readConfigFile(path)
  const before = entriesIn(client, file)
  const text = file.text ?? ''
  const edited = named(path, () => edit(formats[client.format], text, client.table, wanted))
  const after = edited === text ? file.text : edited
  const now = entriesIn(client, { ...file, text: after })
  const differences = [...wanted].filter(([name]) => JSON.stringify(before[name]) !== JSON.stringify(now[name]))
  return { client, scope, file, after, restores: false, differences: new Map(differences) }
}

/** Faults of parsing and editing know no file; here they get its name. */
function named<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    // The parsers descend by calls: a RangeError is a file that nests deeper than the stack.
    const fault =
      error instanceof RangeError ? 'it is nested too deeply' : error instanceof ConfigFault && error.message
    if (fault === false) throw error
    throw new ConfigFault(`${path}: ${fault}`, { cause: error })
  }
}
