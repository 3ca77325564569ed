import { z } from 'zod'
import { kindOf } from '../call/coerce.ts'
import { settings } from './settings.ts'

/** One setting as a user meets it: flags, environment, help and docs all derive from this. */
export interface Field {
  readonly key: string
  /** Without the dashes: `brave-api-key`. */
  readonly flag: string
  /** In order of precedence; the first is ours. */
  readonly env: readonly [string, ...string[]]
  readonly kind: ReturnType<typeof kindOf>
  /** The values of an enum, in the schema's order. */
  readonly choices: readonly string[]
  readonly secret: boolean
  readonly description: string
  readonly defaultValue: unknown
  readonly schema: z.core.$ZodType
}

/** The settings of a configuration schema, in its order. */
export function fieldsOf(config: z.ZodObject): Field[] {
  return Object.entries(config.shape).map(([key, schema]) => {
    const setting = settings.get(schema) ?? {}
    return {
      key,
      flag: kebab(key),
      env: [`SENSORIUM_${kebab(key).replaceAll('-', '_').toUpperCase()}`, ...(setting.env ?? [])],
      kind: kindOf(schema),
      choices: choicesOf(schema),
      secret: setting.secret ?? false,
      description: (schema instanceof z.ZodType ? schema.description : undefined) ?? '',
      defaultValue: schema instanceof z.ZodDefault ? schema.def.defaultValue : undefined,
      schema,
    }
  })
}

function kebab(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()
}

function choicesOf(schema: z.core.$ZodType): readonly string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return choicesOf(schema.def.innerType)
  return schema instanceof z.ZodEnum ? schema.options.map(String) : []
}
