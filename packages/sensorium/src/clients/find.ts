import { access, constants, stat } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { Place } from '../place.ts'
import type { Client, Scope } from './client.ts'

/** The file of a client that is edited in a scope; undefined where it knows no such scope. */
export async function fileOf(client: Client, scope: Scope, place: Place): Promise<string | undefined> {
  const candidates = client.files[scope]?.(place) ?? []
  for (const file of candidates) if (await exists(file)) return file
  return candidates[0]
}

/** Whether a client seems to be installed: its command is on PATH, or it has left its files. */
export async function isInstalled(client: Client, place: Place): Promise<boolean> {
  if (client.program !== undefined && (await findProgram(client.program, place)) !== undefined) return true
  for (const trace of client.traces(place)) if (await exists(trace)) return true
  return false
}

/** The full path of a program on PATH. */
export async function findProgram(name: string, { env, platform }: Place): Promise<string | undefined> {
  const endings = platform === 'win32' ? (env['PATHEXT'] ?? '.EXE;.CMD').split(';') : ['']
  for (const directory of (env['PATH'] ?? '').split(delimiter)) {
    if (directory === '') continue
    for (const ending of endings) {
      const file = join(directory, name + ending)
      if (await isProgram(file)) return file
    }
  }
  return undefined
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    return (await stat(file)).isFile()
  } catch {
    return false
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
