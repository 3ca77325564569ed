import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Door } from './real-client.ts'
import type { Showing } from './showing.ts'
import type { Way } from './try-client.ts'

/** How the last run of a client went. */
export interface ClientResult {
  readonly version: string
  /** Day of that run. */
  readonly ranOn: string
  /** For each door and way: `ok`, or what did not work. */
  readonly doors: Readonly<Partial<Record<Door, Readonly<Partial<Record<Way, string>>>>>>
  /** How it shows our tools to its model, if it has one. */
  readonly showing?: Showing
}

export type Results = Readonly<Record<string, ClientResult>>

const file = join(import.meta.dirname, 'results.json')

export function readResults(): Results {
  return JSON.parse(readFileSync(file, 'utf8'))
}

export function writeResults(results: Results): void {
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
}
