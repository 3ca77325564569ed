import { fieldsOf } from '@sensorium/kit'
import type { z } from 'zod'

/** The options of a command that reads flags alone, as `--help` shows them. */
export function optionLines(...options: readonly z.ZodObject[]): string[] {
  return options.flatMap(fieldsOf).flatMap(({ flag, kind, choices, description, defaultValue }) => {
    const value = kind === 'boolean' ? '' : ` ${choices.length > 0 ? choices.join('|') : '<value>'}`
    const fallback = typeof defaultValue === 'string' ? ` [${defaultValue}]` : ''
    return [`--${flag}${value}${fallback}`, `    ${description}`]
  })
}
