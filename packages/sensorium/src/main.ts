import { type ExitCode, exitCodes, formatHelp, reportFaults, type Terminal } from '@sensorium/kit'
import packageJson from '../package.json' with { type: 'json' }
import { call } from './commands/call.ts'
import type { Command } from './commands/command.ts'
import { serve } from './commands/serve.ts'
import { stdio } from './commands/stdio.ts'
import { tools } from './commands/tools.ts'

const commands: readonly Command[] = [serve, stdio, call, tools]

/** The suite's command line. */
export async function main(terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = terminal.argv
  if (name === '--version' || name === '-v') {
    terminal.stdout(packageJson.version)
    return exitCodes.ok
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.stdout(help())
    return exitCodes.ok
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (command === undefined) {
    const known = commands.map((candidate) => candidate.name).join(', ')
    return reportFaults(terminal, [`unknown command ${name}; commands: ${known}; sensorium --help tells more`])
  }
  return command.run({ ...terminal, argv: rest })
}

function help(): string {
  const width = Math.max(...commands.map(({ usage }) => usage.length))
  return formatHelp(
    [`Sensorium ${packageJson.version}`, '', packageJson.description],
    [
      { title: 'Commands', lines: commands.map(({ usage, summary }) => `${usage.padEnd(width)}  ${summary}`) },
      { title: 'More', lines: ['sensorium <command> --help', 'sensorium --version'] },
    ],
  )
}
