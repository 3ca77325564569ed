import { exitCodes, formatHelp } from '@sensorium/kit'
import type { Command } from './command.ts'

export const list: Command = {
  name: 'list',
  usage: 'list [--json]',
  summary: 'Show which clients are configured, and where.',
  run: async (terminal) => {
    if (!terminal.argv.includes('--help')) return (await import('../configure/list.ts')).list(terminal)
    terminal.stdout(formatHelp([`sensorium ${list.usage}`, '', list.summary], []))
    return exitCodes.ok
  },
}
