import { z } from 'zod'
import { fieldsOf } from '../config/fields.ts'
import { readFlags } from '../config/flags.ts'
import { readConfig } from '../config/read-config.ts'
import type { AnyToolset } from '../tool.ts'
import { type CommandLineResult, readCommandLine, type Schemas } from './command-line.ts'
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
    terminal.stdout(await helpOf(toolset))
    return exitCodes.ok
  }
  if (terminal.argv.includes('--version')) {
    terminal.stdout(toolset.version)
    return exitCodes.ok
  }
  return wantsHttp(terminal) ? overHttp(toolset, terminal) : overStdio(toolset, terminal)
}

/** Asked before anything else is read, so that a start on stdio does not pay for the settings of a gateway. */
function wantsHttp({ argv, env }: Terminal): boolean {
  const { flags } = readFlags(argv, fieldsOf(doorSettings))
  const read = readConfig(doorSettings, { flags, env })
  return read.ok && read.value.http
}

async function overStdio(toolset: AnyToolset, terminal: Terminal): Promise<ExitCode> {
  const line = readCommandLine({ common: commonSettings, door: doorSettings }, [toolset], terminal)
  const faults = faultsOf(line)
  if (!line.ok || faults.length > 0) return reportFaults(terminal, faults)
  return runStdio(line.configured, toolset, line.values.common.logLevel, terminal)
}

async function overHttp(toolset: AnyToolset, terminal: Terminal): Promise<ExitCode> {
  const { httpSettings } = await import('../doors/http/settings.ts')
  const line = readCommandLine({ common: commonSettings, door: doorSettings, http: httpSettings }, [toolset], terminal)
  const faults = faultsOf(line)
  if (!line.ok || faults.length > 0) return reportFaults(terminal, faults)
  const { runHttp } = await import('./run-http.ts')
  return runHttp(line.configured, toolset, line.values.http, line.values.common.logLevel, terminal)
}

function faultsOf(line: CommandLineResult<Schemas>): readonly string[] {
  if (!line.ok) return line.faults
  return line.positionals.slice(0, 1).map((surplus) => `unexpected argument ${surplus}; --help lists the options`)
}

async function helpOf(toolset: AnyToolset): Promise<string> {
  const { httpSettings } = await import('../doors/http/settings.ts')
  const usage = [
    `${toolset.title} ${toolset.version}`,
    '',
    `  npx -y @sensorium/${toolset.name}           serve on stdin and stdout`,
    `  npx -y @sensorium/${toolset.name} --http    serve over HTTP`,
  ]
  return formatHelp(usage, [
    { title: 'Tools', lines: toolLines(toolset.tools) },
    { title: 'Settings', lines: settingLines(fieldsOf(toolset.config)) },
    { title: 'Over HTTP (--http)', lines: settingLines(fieldsOf(httpSettings)) },
    { title: 'General', lines: settingLines([doorSettings, commonSettings].flatMap(fieldsOf)) },
  ])
}
