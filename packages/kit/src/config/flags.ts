import { parseArgs } from 'node:util'
import type { Field } from './fields.ts'

/** A command line split into what it says; every fault is collected, none thrown. */
export interface CommandLine {
  /** Flag name without dashes → its value as text (`true`/`false` for a bare switch). */
  readonly flags: ReadonlyMap<string, string>
  readonly positionals: readonly string[]
  readonly faults: readonly string[]
}

/**
 * Reads `argv` against the known fields. Accepts `--flag value`, `--flag=value`, `--switch`, `--no-switch`;
 * a repeated flag of a list adds to it, of anything else replaces.
 */
export function readFlags(argv: readonly string[], fields: readonly Field[]): CommandLine {
  const byFlag = new Map(fields.map((field) => [field.flag, field]))
  const options = Object.fromEntries(
    fields.map((field) => [field.flag, { type: field.kind === 'boolean' ? 'boolean' : 'string' } as const]),
  )
  const { tokens } = parseArgs({
    args: argv.map(withDashes),
    options,
    strict: false,
    allowPositionals: true,
    allowNegative: true,
    tokens: true,
  })
  const flags = new Map<string, string>()
  const positionals: string[] = []
  const faults: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const field = byFlag.get(token.name) ?? byFlag.get(token.name.replace(/^no-/, ''))
    if (field === undefined) {
      faults.push(`unknown option ${token.rawName}${suggestion(token.name, [...byFlag.keys()])}`)
    } else if (field.kind === 'boolean') {
      flags.set(field.flag, token.value ?? String(!token.rawName.startsWith('--no-')))
    } else if (token.value === undefined) {
      faults.push(`--${field.flag} needs a value`)
    } else {
      const before = field.kind === 'array' ? flags.get(field.flag) : undefined
      flags.set(field.flag, before === undefined ? token.value : `${before},${token.value}`)
    }
  }
  return { flags, positionals, faults }
}

/** Tool parameters are written with underscores; `--return_format` and `--return-format` are one flag. */
function withDashes(arg: string): string {
  const name = /^--[^=]+/.exec(arg)?.[0]
  return name === undefined ? arg : name.replaceAll('_', '-') + arg.slice(name.length)
}

/** The known flag that shares the longest beginning, if that is long enough to be no accident. */
function suggestion(name: string, known: readonly string[]): string {
  const near = known
    .map((flag) => ({ flag, shared: sharedPrefix(flag, name) }))
    .filter(({ shared }) => shared >= 3)
    .sort((a, b) => b.shared - a.shared)
    .at(0)
  return near === undefined ? '; --help lists them' : `; did you mean --${near.flag}?`
}

function sharedPrefix(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length += 1
  return length
}
