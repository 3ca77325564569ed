import { exitCodes, formatHelp } from '@sensorium/kit'
import type { Command } from './command.ts'
import { optionLines } from './option-lines.ts'

export const usage: Command = {
  name: 'usage',
  usage: 'usage [--days N] [--json]',
  summary: 'Tell which key called which tool how often, from a gateway or its store.',
  run: async (terminal) => {
    if (!terminal.argv.includes('--help')) return (await import('../usage/usage.ts')).usage(terminal)
    const { usageOptions } = await import('../usage/options.ts')
    const options = { title: 'Options', lines: optionLines(usageOptions) }
    terminal.stdout(formatHelp([`sensorium ${usage.usage}`, '', usage.summary], [options]))
    return exitCodes.ok
  },
}
