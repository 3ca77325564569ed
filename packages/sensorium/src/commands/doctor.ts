import { exitCodes, formatHelp } from '@sensorium/kit'
import type { Command } from './command.ts'
import { optionLines } from './option-lines.ts'

export const doctor: Command = {
  name: 'doctor',
  usage: 'doctor [--json]',
  summary: 'Look at this machine, the keys and the clients, and say what mends what.',
  run: async (terminal) => {
    if (!terminal.argv.includes('--help')) return (await import('../doctor/doctor.ts')).doctor(terminal)
    const { doctorOptions } = await import('../doctor/options.ts')
    const options = { title: 'Options', lines: optionLines(doctorOptions) }
    const codes = { title: 'Exit codes', lines: ['0 nothing is broken', '1 something is broken'] }
    terminal.stdout(formatHelp([`sensorium ${doctor.usage}`, '', doctor.summary], [options, codes]))
    return exitCodes.ok
  },
}
