import {
  commonSettings,
  exitCodes,
  fieldsOfAll,
  formatHelp,
  readCommandLine,
  reportFaults,
  runStdio,
  settingLines,
} from '@sensorium/kit'
import { select, selection, suite } from '../select.ts'
import type { Command } from './command.ts'

const schemas = { selection, common: commonSettings }

export const stdio: Command = {
  name: 'stdio',
  usage: 'stdio [--only a,b]',
  summary: 'Serve on stdin and stdout, all servers as one.',
  run: async (terminal) => {
    const selected = await select(terminal)
    if (!selected.ok) return reportFaults(terminal, selected.faults)
    if (terminal.argv.includes('--help')) {
      const lines = settingLines(fieldsOfAll(schemas, selected.toolsets))
      terminal.stdout(formatHelp([`sensorium ${stdio.usage}`, '', stdio.summary], [{ title: 'Settings', lines }]))
      return exitCodes.ok
    }
    const line = readCommandLine(schemas, selected.toolsets, terminal)
    if (!line.ok) return reportFaults(terminal, line.faults)
    return runStdio(line.configured, suite, line.values.common.logLevel, terminal)
  },
}
