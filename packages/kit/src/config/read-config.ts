import type { z } from 'zod'
import { fromText } from '../call/coerce.ts'
import { rememberSecret } from '../redact.ts'
import { type Field, fieldsOf } from './fields.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface ConfigSources {
  readonly flags: ReadonlyMap<string, string>
  readonly env: Environment
}

export type ConfigResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly string[] }

/**
 * Reads one configuration: flag over environment over default. All faults are told at once, each with the name of the
 * setting as the user wrote it; a secret's value is never repeated, and is remembered by the redactor.
 */
export function readConfig<Config extends z.ZodObject>(
  schema: Config,
  sources: ConfigSources,
): ConfigResult<z.output<Config>> {
  const origin = new Map<string, string>()
  const raw: Record<string, unknown> = {}
  for (const field of fieldsOf(schema)) {
    const found = find(field, sources)
    if (found === undefined) continue
    if (field.secret) rememberSecret(found.value)
    origin.set(field.key, found.name)
    raw[field.key] = fromText(field.schema, found.value)
  }
  // Read once: a compiled parser would cost more than it saves.
  const parsed = schema.safeParse(raw, { jitless: true })
  if (parsed.success) return { ok: true, value: parsed.data }
  return {
    ok: false,
    faults: parsed.error.issues.map((issue) => {
      const key = String(issue.path[0] ?? '')
      return `${origin.get(key) ?? (key || 'configuration')}: ${issue.message}`
    }),
  }
}

function find(field: Field, { flags, env }: ConfigSources): { name: string; value: string } | undefined {
  const flag = flags.get(field.flag)
  if (flag !== undefined) return { name: `--${field.flag}`, value: flag }
  for (const name of field.env) {
    const value = env[name]
    // An empty variable is how shells and client configurations unset one.
    if (value !== undefined && value.trim() !== '') return { name, value: value.trim() }
  }
  return undefined
}
