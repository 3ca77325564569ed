import { z } from 'zod'
import { ToolError } from '../errors.ts'
import type { AnyTool } from '../tool.ts'
import { fromText, kindOf } from './coerce.ts'

/**
 * Parses a call's arguments, once. Weak models quote numbers and send null for what they leave out, so a first
 * failure is met by reading such values leniently; what is still wrong becomes one error that names every field.
 *
 * @throws ToolError `invalid_input`
 */
export function parseInput(tool: AnyTool, args: unknown): unknown {
  const schema: z.ZodObject = tool.input
  const value = args ?? {}
  const unknown = unknownKeys(schema, value)
  const first = schema.safeParse(value)
  if (first.success && unknown.length === 0) return first.data
  const second = first.success ? first : schema.safeParse(readLeniently(schema, value))
  if (second.success && unknown.length === 0) return second.data
  const faults = [
    ...unknown.map((key) => `\`${key}\` is not a parameter`),
    ...(second.success ? [] : describeIssues(second.error)),
  ]
  throw new ToolError('invalid_input', `${tool.name} was called with arguments it cannot use: ${faults.join('; ')}.`, {
    hint: `Parameters: ${describeParameters(schema)}.`,
  })
}

function unknownKeys(schema: z.ZodObject, value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.keys(value)
    .filter((key) => !Object.hasOwn(schema.shape, key))
    .map((key) => key.slice(0, 60))
    .slice(0, 10)
}

function readLeniently(schema: z.ZodObject, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    const field = schema.shape[key]
    if (item === null) return []
    if (typeof item !== 'string' || field === undefined || kindOf(field) === 'string') return [[key, item]]
    return [[key, fromText(field, item)]]
  })
  return Object.fromEntries(entries)
}

/** One clause per fault: the field's path in backticks, then what is wrong with it. */
export function describeIssues(error: z.core.$ZodError): string[] {
  return error.issues.slice(0, 10).map((issue) => {
    const path = issue.path.map(String).join('.')
    return `${path === '' ? 'the arguments' : `\`${path}\``}: ${lowerFirst(issue.message)}`
  })
}

function describeParameters(schema: z.ZodObject): string {
  return Object.entries(schema.shape)
    .map(([name, field]) => `\`${name}\`${field instanceof z.ZodType && !field.isOptional() ? ' (required)' : ''}`)
    .join(', ')
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1)
}
