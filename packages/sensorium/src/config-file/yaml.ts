import {
  type Document,
  isScalar,
  isMap as isYamlMap,
  type Node,
  type Pair,
  parseDocument,
  stringify,
  type YAMLMap,
} from 'yaml'
import { ConfigFault, type ConfigFormat, isMap, lineBreakOf, type Values } from './format.ts'

/** YAML, edited by the positions its parser gives: the library's own printer would restyle the whole file. */
export const yaml: ConfigFormat = {
  parse: (text) => {
    const values = valuesOf(parse(text))
    if (values === null || values === undefined) return {}
    if (!isMap(values)) throw new ConfigFault('it does not hold a map')
    return values
  },
  set: (text, table, name, entry) => {
    const present = findPair(parse(text), table, name)
    return insert(present === undefined ? text : removePair(text, present), [table, name], entry)
  },
  remove: (text, table, name) => {
    const pair = findPair(parse(text), table, name)
    return pair === undefined ? text : removePair(text, pair)
  },
}

interface Found {
  readonly map: YAMLMap
  readonly pair: Pair
}

function parse(text: string): Document {
  const document = parseDocument(text, { prettyErrors: true })
  const [error] = document.errors
  if (error !== undefined) {
    const place = error.linePos?.[0]
    throw new ConfigFault(
      `${place === undefined ? '' : `line ${place.line}, column ${place.col}: `}${error.message.split('\n')[0]}`,
    )
  }
  return document
}

/** Resolves aliases, as few as a configuration has: they multiply. */
function valuesOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    throw new ConfigFault(error instanceof Error ? error.message : 'its aliases cannot be resolved')
  }
}

function insert(text: string, path: readonly string[], entry: Values): string {
  const document = parse(text)
  const root = document.contents
  if (root === null || (isScalar(root) && root.value === null)) return appendBlock(text, text.length, '', path, entry)
  let map: unknown = root
  for (const [depth, key] of path.entries()) {
    if (!isYamlMap(map)) break
    const pair = pairOf(map, key)
    if (pair === undefined) return insertInto(text, map, path.slice(depth), entry)
    if (isEmpty(pair.value)) return fillEmpty(text, map, pair, path.slice(depth + 1), entry)
    map = pair.value
  }
  throw new ConfigFault(`${path.slice(0, -1).join('.')} is not a map of servers`)
}

function insertInto(text: string, map: YAMLMap, path: readonly string[], entry: Values): string {
  const last = map.items.at(-1)
  const [start, end] = rangeOf(map)
  if (map.flow === true || last === undefined) {
    const close = text.lastIndexOf('}', end - 1)
    const inside = text.slice(start + 1, close).trimEnd()
    const separator = map.items.length === 0 || inside.endsWith(',') ? '' : ', '
    return `${text.slice(0, start + 1)}${inside}${separator}${flowText(path, entry)}${text.slice(close)}`
  }
  return appendBlock(text, endOfPair(text, last), indentOf(text, last), path, entry)
}

/** Fills `key:` and `key: {}` with the block that belongs below. */
function fillEmpty(text: string, map: YAMLMap, pair: Pair, path: readonly string[], entry: Values): string {
  if (map.flow === true) throw new ConfigFault(`${path.join('.')} stands in a map on one line; write it as a block`)
  const colon = text.indexOf(':', rangeOf(pair.key)[1])
  const [start, end] = isNode(pair.value) ? rangeOf(pair.value) : [colon, colon]
  const emptied = start === end ? text : text.slice(0, colon + 1) + text.slice(end)
  const line = emptied.indexOf('\n', colon)
  const at = line < 0 ? emptied.length : line + 1
  return appendBlock(emptied, at, `${indentOf(text, pair)}${unitOf(text)}`, path, entry)
}

function appendBlock(text: string, at: number, indent: string, path: readonly string[], entry: Values): string {
  const eol = lineBreakOf(text)
  const value = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), entry)
  const block = stringify(value, { indent: unitOf(text).length, lineWidth: 0, aliasDuplicateObjects: false })
  const lines = block
    .trimEnd()
    .split('\n')
    .map((line) => indent + line)
  const before = text.slice(0, at)
  return `${before}${before === '' || before.endsWith('\n') ? '' : eol}${lines.join(eol)}${eol}${text.slice(at)}`
}

function removePair(text: string, { map, pair }: Found): string {
  const [keyStart] = rangeOf(pair.key)
  if (map.flow !== true) {
    const start = text.lastIndexOf('\n', keyStart - 1) + 1
    return text.slice(0, start) + text.slice(endOfPair(text, pair))
  }
  const index = map.items.indexOf(pair)
  const before = map.items[index - 1]
  const after = map.items[index + 1]
  const end = rangeOf(isNode(pair.value) ? pair.value : pair.key)[1]
  if (after !== undefined) return text.slice(0, keyStart) + text.slice(rangeOf(after.key)[0])
  if (before === undefined) return text.slice(0, keyStart) + text.slice(end)
  return text.slice(0, rangeOf(isNode(before.value) ? before.value : before.key)[1]) + text.slice(end)
}

function findPair(document: Document, table: string, name: string): Found | undefined {
  const map: unknown = document.get(table, true)
  const pair = isYamlMap(map) ? pairOf(map, name) : undefined
  return pair === undefined || !isYamlMap(map) ? undefined : { map, pair }
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  return (isScalar(value) && value.value === null) || (isYamlMap(value) && value.items.length === 0)
}

/** The start of the line after a pair, where its block ends. */
function endOfPair(text: string, { key, value }: Pair): number {
  const [, end] = rangeOf(isNode(value) ? value : key)
  if (text[end - 1] === '\n') return end
  const line = text.indexOf('\n', end)
  return line < 0 ? text.length : line + 1
}

function indentOf(text: string, { key }: Pair): string {
  const [start] = rangeOf(key)
  return ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1))
}

function unitOf(text: string): string {
  return /\n( +)[^\s#-]/.exec(text)?.[1] ?? '  '
}

function flowText([key, ...rest]: readonly string[], entry: Values): string {
  if (key === undefined) return JSON.stringify(entry)
  return `${JSON.stringify(key)}: ${rest.length === 0 ? JSON.stringify(entry) : `{ ${flowText(rest, entry)} }`}`
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value && Array.isArray(value.range)
}

function rangeOf(node: unknown): readonly [number, number] {
  if (isNode(node) && node.range) return [node.range[0], node.range[1]]
  throw new ConfigFault('a key of it has no place of its own')
}
