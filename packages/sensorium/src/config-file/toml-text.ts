import { isMap, type Values } from './format.ts'

/** A table with its header, inner maps inline: one entry stays one table. */
export function tableLines(path: readonly string[], entry: Values): string[] {
  const pairs = Object.entries(entry).map(([key, value]) => `${keyText(key)} = ${valueText(value)}`)
  return [`[${path.map(keyText).join('.')}]`, ...pairs]
}

function keyText(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : valueText(key)
}

/** A value on one line; of strings, JSON's escapes are TOML's too, but for DEL. */
function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`
  if (isMap(value)) return inlineTable(value)
  return JSON.stringify(value).replaceAll('\u007F', '\\u007f')
}

function inlineTable(value: Values): string {
  const pairs = Object.entries(value).map(([key, inner]) => `${keyText(key)} = ${valueText(inner)}`)
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`
}
