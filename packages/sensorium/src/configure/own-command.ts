import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findProgram } from '../clients/find.ts'
import type { Place } from '../place.ts'
import { type Change, entriesIn } from './change.ts'

const patienceMs = 30_000

/** The program by which a client wants this change to be made, if it has one and it is installed. */
export async function ownProgram({ client, scope }: Change, place: Place): Promise<string | undefined> {
  if (client.program === undefined || client.own?.scope !== scope) return undefined
  return findProgram(client.program, place)
}

/** The runs of that program, in order: it refuses a name that is taken, so what changes is removed first. */
export function ownRuns({ client, file, differences }: Change): (readonly string[])[] {
  const { own } = client
  if (own === undefined) return []
  const before = entriesIn(client, file)
  return [...differences].flatMap(([name, entry]) => [
    ...(Object.hasOwn(before, name) ? [own.remove(name)] : []),
    ...(entry === undefined ? [] : [own.add(name, entry)]),
  ])
}

/** Lets the client's own command make a change; false when it fails, and the file is then ours to edit. */
export async function applyByOwnCommand(program: string, change: Change, place: Place): Promise<boolean> {
  try {
    for (const args of ownRuns(change)) {
      await promisify(execFile)(program, [...args], {
        cwd: place.directory,
        env: { ...place.env, HOME: place.home },
        timeout: patienceMs,
      })
    }
    return true
  } catch {
    return false
  }
}
