import { z } from 'zod'
import { fieldsOf } from '../config/fields.ts'
import { httpSettings } from '../doors/http/settings.ts'
import type { AnyToolset } from '../tool.ts'
import { readCommandLine } from './command-line.ts'
import { commonSettings } from './common-settings.ts'
import { type ExitCode, exitCodes, reportFaults, type Terminal } from './exit.ts'
import { formatHelp, settingLines, toolLines } from './help.ts'
import { runStdio } from './run-stdio.ts'

const doorSettings = z.object({
  http: z.boolean().default(false).describe('Serve over HTTP instead of stdin and stdout.'),
})

/** The whole command line of one server package: stdio by default, `--http` for a gateway of its own. */
export async function runServer(toolset: AnyToolset, terminal: Terminal): Promise<ExitCode> {
  if (terminal.argv.includes('--help')) {
    terminal.stdout(helpOf(toolset))
    return exitCodes.ok
  }
  if (terminal.argv.includes('--version')) {
    terminal.stdout(toolset.version)
    return exitCodes.ok
  }
  const line = readCommandLine({ common: commonSettings, door: doorSettings, http: httpSettings }, [toolset], terminal)
  if (!line.ok) return reportFaults(terminal, line.faults)
  const [surplus] = line.positionals
  if (surplus !== undefined) return reportFaults(terminal, [`unexpected argument ${surplus}; --help lists the options`])
  const { common, door, http } = line.values
  if (!door.http) return runStdio(line.configured, toolset, common.logLevel, terminal)
  const { runHttp } = await import('./run-http.ts')
  return runHttp(line.configured, toolset, http, common.logLevel, terminal)
}

function helpOf(toolset: AnyToolset): string {
  const usage = [
    `${toolset.title} ${toolset.version}`,
    '',
    `  npx -y @sensorium/${toolset.name}           serve on stdin and stdout`,
    `  npx -y @sensorium/${toolset.name} --http    serve over HTTP`,
  ]
  return formatHelp(usage, [
    { title: 'Tools', lines: toolLines(toolset.tools) },
    { title: 'Settings', lines: settingLines(fieldsOf(toolset.config)) },
    { title: 'Over HTTP', lines: settingLines(fieldsOf(httpSettings)) },
    { title: 'General', lines: settingLines([doorSettings, commonSettings].flatMap(fieldsOf)) },
  ])
}
