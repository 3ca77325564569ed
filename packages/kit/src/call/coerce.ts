import { z } from 'zod'

type Kind = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'other'

/** The JSON kind of a field, looking through optional, default, nullable and pipe wrappers. */
export function kindOf(schema: z.core.$ZodType): Kind {
  let current = schema
  for (;;) {
    if (current instanceof z.ZodOptional || current instanceof z.ZodDefault || current instanceof z.ZodNullable) {
      current = current.def.innerType
    } else if (current instanceof z.ZodPipe) {
      current = current.def.in
    } else break
  }
  if (current instanceof z.ZodString || current instanceof z.ZodEnum || current instanceof z.ZodURL) return 'string'
  if (current instanceof z.ZodNumber) return 'number'
  if (current instanceof z.ZodBoolean) return 'boolean'
  if (current instanceof z.ZodArray) return 'array'
  if (current instanceof z.ZodObject || current instanceof z.ZodRecord) return 'object'
  return 'other'
}

const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  1: true,
  yes: true,
  on: true,
  false: false,
  0: false,
  no: false,
  off: false,
}

/**
 * Reads a value that arrived as text (a flag, an environment variable, a model's quoted number) as the kind that the
 * field wants. What cannot be read is returned unchanged, so that the schema names the fault.
 */
export function fromText(schema: z.core.$ZodType, value: string): unknown {
  switch (kindOf(schema)) {
    case 'number':
      return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value
    case 'boolean':
      return booleans[value.trim().toLowerCase()] ?? value
    case 'array':
      return value.trim().startsWith('[') ? fromJson(value) : splitList(value)
    case 'object':
      return fromJson(value)
    default:
      return value
  }
}

function splitList(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function fromJson(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
