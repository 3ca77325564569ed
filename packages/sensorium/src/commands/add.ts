import { exitCodes, formatHelp } from '@sensorium/kit'
import type { Command } from './command.ts'
import { optionLines } from './option-lines.ts'

export const add: Command = {
  name: 'add',
  usage: 'add <client>… [--url URL]',
  summary: 'Configure an MCP client: the servers it starts itself, or a gateway.',
  run: async (terminal) => {
    if (!terminal.argv.includes('--help')) return (await import('../configure/add.ts')).add(terminal)
    const [{ addOptions }, { selection }, { clients }] = await Promise.all([
      import('../configure/options.ts'),
      import('../select.ts'),
      import('../clients/clients.ts'),
    ])
    terminal.stdout(
      formatHelp(
        [`sensorium ${add.usage}`, '', add.summary],
        [
          { title: 'Clients', lines: clients.map(({ id, title }) => `${id.padEnd(12)} ${title}`) },
          { title: 'Options', lines: optionLines(addOptions, selection) },
        ],
      ),
    )
    return exitCodes.ok
  },
}
