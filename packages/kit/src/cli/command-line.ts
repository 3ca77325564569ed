import type { z } from 'zod'
import { type Field, fieldsOf } from '../config/fields.ts'
import { readFlags } from '../config/flags.ts'
import { readConfig } from '../config/read-config.ts'
import type { AnyToolset } from '../tool.ts'
import type { Terminal } from './exit.ts'
import type { ConfiguredToolset } from './open-toolsets.ts'

/** A command's own settings, grouped as it likes to read them. */
export type Schemas = Readonly<Record<string, z.ZodObject>>

export type CommandLineResult<S extends Schemas> =
  | {
      readonly ok: true
      readonly values: { [K in keyof S]: z.output<S[K]> }
      readonly configured: readonly ConfiguredToolset[]
      readonly positionals: readonly string[]
    }
  | { readonly ok: false; readonly faults: readonly string[] }

/**
 * Reads a command's own settings and the configuration of its toolsets from one argv and environment; every fault of
 * all of them at once. A setting that several toolsets share (a vendor's key) is one flag.
 */
export function readCommandLine<S extends Schemas>(
  schemas: S,
  toolsets: readonly AnyToolset[],
  { argv, env }: Terminal,
): CommandLineResult<S> {
  const { flags, positionals, faults: flagFaults } = readFlags(argv, fieldsOfAll(schemas, toolsets))
  const faults = new Set(flagFaults)
  const read = (schema: z.ZodObject): unknown => {
    const config = readConfig(schema, { flags, env })
    if (config.ok) return config.value
    for (const fault of config.faults) faults.add(fault)
    return undefined
  }
  const values = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, read(schema)]))
  const configured = toolsets.map((toolset) => ({ toolset, config: read(toolset.config) }))
  if (faults.size > 0) return { ok: false, faults: [...faults] }
  return { ok: true, values: values as { [K in keyof S]: z.output<S[K]> }, configured, positionals }
}

/** The settings of a command and its toolsets, each flag once. */
export function fieldsOfAll(schemas: Schemas, toolsets: readonly AnyToolset[]): Field[] {
  const all = [...Object.values(schemas), ...toolsets.map((toolset): z.ZodObject => toolset.config)].flatMap(fieldsOf)
  return [...new Map(all.toReversed().map((field) => [field.flag, field])).values()].toReversed()
}
