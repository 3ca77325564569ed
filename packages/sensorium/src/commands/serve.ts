import {
  commonSettings,
  exitCodes,
  fieldsOf,
  fieldsOfAll,
  formatHelp,
  httpSettings,
  readCommandLine,
  reportFaults,
  settingLines,
} from '@sensorium/kit'
import { select, selection, suite } from '../select.ts'
import type { Command } from './command.ts'

const schemas = { http: httpSettings, selection, common: commonSettings }

export const serve: Command = {
  name: 'serve',
  usage: 'serve [--port 7432]',
  summary: 'Serve over HTTP: all servers at /mcp and /sse, each at its own path.',
  run: async (terminal) => {
    const selected = await select(terminal)
    if (!selected.ok) return reportFaults(terminal, selected.faults)
    if (terminal.argv.includes('--help')) {
      const servers = settingLines(fieldsOfAll({ selection, common: commonSettings }, selected.toolsets))
      terminal.stdout(
        formatHelp(
          [`sensorium ${serve.usage}`, '', serve.summary],
          [
            { title: 'HTTP', lines: settingLines(fieldsOf(httpSettings)) },
            { title: 'Servers', lines: servers },
          ],
        ),
      )
      return exitCodes.ok
    }
    const line = readCommandLine(schemas, selected.toolsets, terminal)
    if (!line.ok) return reportFaults(terminal, line.faults)
    const { runHttp } = await import('@sensorium/kit/http')
    return runHttp(line.configured, suite, line.values.http, line.values.common.logLevel, terminal)
  },
}
