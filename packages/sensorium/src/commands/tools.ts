import { exitCodes, listTool, reportFaults, toolLines } from '@sensorium/kit'
import { select } from '../select.ts'
import type { Command } from './command.ts'

export const tools: Command = {
  name: 'tools',
  usage: 'tools [--json]',
  summary: 'List every tool, or print their definitions as JSON.',
  run: async (terminal) => {
    const selected = await select(terminal)
    if (!selected.ok) return reportFaults(terminal, selected.faults)
    const all = selected.toolsets.flatMap((toolset) => toolset.tools)
    if (terminal.argv.includes('--json')) terminal.stdout(JSON.stringify(all.map(listTool), null, 2))
    else for (const line of toolLines(all)) terminal.stdout(line)
    return exitCodes.ok
  },
}
