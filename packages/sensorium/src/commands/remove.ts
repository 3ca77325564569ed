import { exitCodes, formatHelp } from '@sensorium/kit'
import type { Command } from './command.ts'
import { optionLines } from './option-lines.ts'

export const remove: Command = {
  name: 'remove',
  usage: 'remove <client>…',
  summary: 'Undo add: take the servers out of a client again.',
  run: async (terminal) => {
    if (!terminal.argv.includes('--help')) return (await import('../configure/remove.ts')).remove(terminal)
    const { removeOptions } = await import('../configure/options.ts')
    const options = { title: 'Options', lines: optionLines(removeOptions) }
    terminal.stdout(formatHelp([`sensorium ${remove.usage}`, '', remove.summary], [options]))
    return exitCodes.ok
  },
}
