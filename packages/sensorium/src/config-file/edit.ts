import { isDeepStrictEqual } from 'node:util'
import { ConfigFault, type ConfigFormat, isMap, type Values } from './format.ts'

/** What an edit wants: the entry of each name, or undefined where there should be none. */
export type Wanted = ReadonlyMap<string, Values | undefined>

const byteOrderMark = '\uFEFF'

/**
 * Brings the entries of `table` to what is wanted and returns the text, unchanged where they are so already.
 * Each edit is proven before it is returned: parsed again, it must differ from before by that entry alone.
 *
 * @throws ConfigFault when the text cannot be parsed, or the edit would change anything else
 */
export function edit(format: ConfigFormat, text: string, table: string, wanted: Wanted): string {
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : ''
  let current = text.slice(mark.length)
  let values = format.parse(current)
  for (const [name, entry] of wanted) {
    const before = entriesOf(values, table)
    const present = Object.hasOwn(before, name)
    if (entry === undefined ? !present : present && isDeepStrictEqual(before[name], entry)) continue
    const edited = entry === undefined ? format.remove(current, table, name) : format.set(current, table, name, entry)
    values = proven(format, edited, table, values, { ...without(before, name), ...(entry && { [name]: entry }) })
    current = edited
  }
  return mark + current
}

/**
 * The entries of `table` in parsed values; none when the table is not there.
 *
 * @throws ConfigFault when something else stands where the table belongs
 */
export function entriesOf(values: Values, table: string): Values {
  const entries = Object.hasOwn(values, table) ? values[table] : undefined
  if (entries === undefined || entries === null) return {}
  if (!isMap(entries)) throw new ConfigFault(`${table} is not a map of servers`)
  return entries
}

/** Parses text in any of its forms: with or without a byte order mark, empty too. */
export function parseText(format: ConfigFormat, text: string): Values {
  return format.parse(text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text)
}

function proven(format: ConfigFormat, edited: string, table: string, before: Values, entries: Values): Values {
  const fault = 'its form cannot be edited without touching other parts'
  let values: Values
  try {
    values = format.parse(edited)
  } catch (error) {
    throw new ConfigFault(fault, { cause: error })
  }
  const same =
    isDeepStrictEqual(entriesOf(values, table), entries) &&
    isDeepStrictEqual(without(values, table), without(before, table))
  if (!same) throw new ConfigFault(fault)
  return values
}

function without(values: Values, key: string): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== key))
}
