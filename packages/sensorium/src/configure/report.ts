import { basename } from 'node:path'
import { redact, type Terminal } from '@sensorium/kit'
import { keepOriginal } from '../config-file/backup.ts'
import { showDiff } from '../config-file/diff.ts'
import type { Place } from '../place.ts'
import { apply, backups, type Change } from './change.ts'
import { applyByOwnCommand, ownProgram, ownRuns } from './own-command.ts'

/** Shows a change without making it. */
export async function preview(change: Change, place: Place, terminal: Terminal): Promise<void> {
  if (change.differences.size === 0) return unchanged(change, terminal)
  const program = await ownProgram(change, place)
  if (program !== undefined)
    for (const args of ownRuns(change)) terminal.stdout(redact(`${basename(program)} ${args.join(' ')}`))
  terminal.stdout(showDiff(change.file.path, change.file.text, change.after))
}

/**
 * Makes a change and says what was done and where.
 *
 * @param replan works the change out anew, for when the client's own command has failed half-way
 */
export async function make(
  change: Change,
  replan: () => Promise<Change>,
  place: Place,
  terminal: Terminal,
): Promise<void> {
  if (change.differences.size === 0) return unchanged(change, terminal)
  const { file } = change
  const program = await ownProgram(change, place)
  if (program !== undefined) {
    const copy = file.text === undefined ? undefined : await keepOriginal(backups(place), file, undefined)
    if (await applyByOwnCommand(program, change, place))
      return done(change, `by ${basename(program)} mcp`, copy, terminal)
    terminal.stderr(`${basename(program)} mcp failed; editing ${file.path} instead`)
  }
  const last = program === undefined ? change : await replan()
  done(last, last.file.path, await apply(last, place), terminal)
}

function done({ client, differences }: Change, where: string, copy: string | undefined, terminal: Terminal): void {
  const said = [...differences].map(([name, entry]) => `${entry === undefined ? 'removed' : 'set'} ${name}`).join(', ')
  terminal.stdout(`${client.title}: ${said} (${where})`)
  if (copy !== undefined) terminal.stdout(`  before: ${copy}`)
}

function unchanged({ client, file }: Change, terminal: Terminal): void {
  terminal.stdout(`${client.title}: nothing to change (${file.path})`)
}
