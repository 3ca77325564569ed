/** The values of a configuration, as its parser gives them. */
export type Values = Readonly<Record<string, unknown>>

/**
 * One configuration language, edited as text: what an edit does not name keeps its bytes, comments and order.
 * `table` is the top-level key whose map holds the entries, e.g. `mcpServers`; it is made when it is not there.
 */
export interface ConfigFormat {
  /** @throws ConfigFault with the place of the fault */
  readonly parse: (text: string) => Values
  readonly set: (text: string, table: string, name: string, entry: Values) => string
  /** Removes an entry that is there. */
  readonly remove: (text: string, table: string, name: string) => string
}

/** A configuration that cannot be read, edited or written; the message says where and why, for its owner. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault'
}

/** The line break a text uses, for what is added to it. */
export function lineBreakOf(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

export type FormatName = 'jsonc' | 'toml' | 'yaml'

export function isMap(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

/** `line 3, column 7` of an offset, counted from 1. */
export function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n')
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}
