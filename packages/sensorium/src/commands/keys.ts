import { randomBytes } from 'node:crypto'
import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  commonSettings,
  configDirectory,
  type ExitCode,
  exitCodes,
  fieldsOfAll,
  formatHelp,
  readCommandLine,
  reportFaults,
  settingLines,
  type Terminal,
} from '@sensorium/kit'
import { formatKeyLine, parseKeyLine, readKeyFile } from '@sensorium/kit/http'
import { z } from 'zod'
import type { Command } from './command.ts'

const count = (what: string) => z.int().min(1).optional().describe(what)
const keySettings = z.object({
  keysFile: z.string().optional().describe('The file; by default `keys` in the configuration directory.'),
  servers: z.array(z.string()).optional().describe('Servers that the key may use, comma-separated; all by default.'),
  perMinute: count('Calls a minute.'),
  perDay: count('Calls a day (UTC).'),
  perDayOf: z
    .record(z.string(), z.int().min(1))
    .optional()
    .describe('Calls of single tools a day, as JSON: {"run_code": 100}.'),
  concurrent: count('Calls at one time.'),
  operator: z.boolean().default(false).describe('May read /metrics and /usage.'),
})
const schemas = { keys: keySettings, common: commonSettings }

export const keys: Command = {
  name: 'keys',
  usage: 'keys add|list|remove [name]',
  summary: 'Named keys for a team: hashed at rest, with scopes and limits.',
  run: async (terminal) => {
    if (terminal.argv.includes('--help')) {
      const lines = settingLines(fieldsOfAll(schemas, []))
      terminal.stdout(formatHelp([`sensorium ${keys.usage}`, '', keys.summary], [{ title: 'Settings', lines }]))
      return exitCodes.ok
    }
    const line = readCommandLine(schemas, [], terminal)
    if (!line.ok) return reportFaults(terminal, line.faults)
    const [action, name = ''] = line.positionals
    const { keysFile, ...grant } = line.values.keys
    const file = keysFile ?? join(configDirectory(terminal.env), 'keys')
    if (action === 'add') return add(file, name, grant, terminal)
    if (action === 'list') return list(file, terminal)
    if (action === 'remove') return remove(file, name, terminal)
    return reportFaults(terminal, [`say add, list or remove${action === undefined ? '' : `, not ${action}`}`])
  },
}

async function add(
  file: string,
  name: string,
  grant: Omit<z.output<typeof keySettings>, 'keysFile'>,
  terminal: Terminal,
): Promise<ExitCode> {
  const key = `sensorium-${randomBytes(32).toString('base64url')}`
  const line = formatKeyLine(name, key, grant)
  const parsed = parseKeyLine(line)
  if (!parsed.ok) return reportFaults(terminal, [`the name ${JSON.stringify(name)} ${parsed.fault}`])
  const known = await readKeyFile(file)
  if (known.ok && known.records.some((record) => record.name === name)) {
    return reportFaults(terminal, [`${file} already holds a key called ${name}; remove it first`])
  }
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await appendFile(file, `${line}\n`, { mode: 0o600 })
  terminal.stdout(key)
  terminal.stderr(`Added ${name} to ${file}; its key stands above and is not kept. Serve with --keys-file ${file}`)
  return exitCodes.ok
}

async function list(file: string, terminal: Terminal): Promise<ExitCode> {
  const known = await readKeyFile(file)
  if (!known.ok) return reportFaults(terminal, known.faults)
  for (const { name, grant } of known.records) {
    const limits = Object.entries(grant).map(
      ([limit, value]) => `${limit} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    terminal.stdout([name, ...limits].join('  '))
  }
  return exitCodes.ok
}

async function remove(file: string, name: string, terminal: Terminal): Promise<ExitCode> {
  const known = await readKeyFile(file)
  if (!known.ok) return reportFaults(terminal, known.faults)
  if (name === '' || !known.records.some((record) => record.name === name)) {
    return reportFaults(terminal, [`${file} holds no key called ${name}`])
  }
  const lines = (await readFile(file, 'utf8')).split('\n')
  const kept = lines.filter((line) => line.trim().split(/\s+/)[0] !== name)
  const beside = `${file}.${process.pid}`
  await writeFile(beside, kept.join('\n'), { mode: 0o600 })
  await rename(beside, file)
  terminal.stderr(`Removed ${name}; a serving gateway follows within seconds.`)
  return exitCodes.ok
}
