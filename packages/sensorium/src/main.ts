import { type ExitCode, exitCodes, formatHelp, processTerminal, reportFaults, type Terminal } from '@sensorium/kit'
import packageJson from '../package.json' with { type: 'json' }
import type { Command } from './commands/command.ts'

/** Every command by name; only the one that runs is loaded. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./commands/serve.ts')).serve,
  stdio: async () => (await import('./commands/stdio.ts')).stdio,
  call: async () => (await import('./commands/call.ts')).call,
  tools: async () => (await import('./commands/tools.ts')).tools,
  add: async () => (await import('./commands/add.ts')).add,
  remove: async () => (await import('./commands/remove.ts')).remove,
  list: async () => (await import('./commands/list.ts')).list,
  keys: async () => (await import('./commands/keys.ts')).keys,
  usage: async () => (await import('./commands/usage.ts')).usage,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
}

/** The suite's command line, on the terminal of this process. */
export const main = (): Promise<ExitCode> => run(processTerminal())

async function run(terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = terminal.argv
  if (name === '--version' || name === '-v') {
    terminal.stdout(packageJson.version)
    return exitCodes.ok
  }
  const alone = name === undefined || /^--lang(?:=|$)/.test(name)
  // Where somebody sits at it, no command means the first run.
  if (alone && isInteractive()) return (await import('./first-run/first-run.ts')).firstRun(terminal)
  if (alone || name === '--help' || name === '-h' || name === 'help') {
    terminal.stdout(await help())
    return exitCodes.ok
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load === undefined) {
    const known = Object.keys(commands).join(', ')
    return reportFaults(terminal, [`unknown command ${name}; commands: ${known}; sensorium --help tells more`])
  }
  const command = await load()
  return command.run({ ...terminal, argv: rest })
}

/** Whether somebody can be asked: a terminal at both ends, and one with room for a question. */
function isInteractive(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY && process.stdout.columns > 0
}

async function help(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()))
  const width = Math.max(...all.map(({ usage }) => usage.length))
  return formatHelp(
    [`Sensorium ${packageJson.version}`, '', packageJson.description],
    [
      { title: 'Commands', lines: all.map(({ usage, summary }) => `${usage.padEnd(width)}  ${summary}`) },
      {
        title: 'More',
        lines: [
          'sensorium <command> --help',
          'sensorium --version',
          'sensorium [--lang en|zh]: in a terminal, asks and configures',
        ],
      },
    ],
  )
}
