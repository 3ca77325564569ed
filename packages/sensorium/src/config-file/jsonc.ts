import {
  applyEdits,
  type Edit,
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import { ConfigFault, type ConfigFormat, isMap, lineBreakOf, placeOf, type Values } from './format.ts'
import { commaAfter, endOfLine, lineStart } from './jsonc-trivia.ts'

/** JSON with comments and trailing commas. Plain JSON stays plain: nothing is added that was not there. */
export const jsonc: ConfigFormat = {
  parse: (text) => valuesOf(parse(text), text),
  set: (text, table, name, entry) => {
    const base = text.trim() === '' ? `{}${text === '' ? '\n' : text}` : text
    const root = parse(base)
    const present = findNodeAtLocation(root, [table, name])
    return present === undefined ? insert(base, root, [table, name], entry) : replace(base, present, entry)
  },
  remove: (text, table, name) => {
    const property = findNodeAtLocation(parse(text), [table, name])?.parent
    return property === undefined ? text : applyEdits(text, removal(text, property))
  },
}

function parse(text: string): Node {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true })
  const [error] = errors
  if (error !== undefined)
    throw new ConfigFault(`${placeOf(text, error.offset)}: ${words(printParseErrorCode(error.error))}`)
  return root ?? { type: 'object', offset: 0, length: 0, children: [] }
}

/** Like the parser's own, but says when a key stands twice: which of the two would the client read? */
function valuesOf(node: Node, text: string): Values {
  const value = valueAt(node, text)
  if (!isMap(value)) throw new ConfigFault('it does not hold an object')
  return value
}

function valueAt(node: Node, text: string): unknown {
  if (node.type === 'array') return (node.children ?? []).map((child) => valueAt(child, text))
  if (node.type !== 'object') return node.value
  const entries = (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? []
    return key === undefined || value === undefined ? [] : [[String(key.value), valueAt(value, text), key] as const]
  })
  const seen = new Set<string>()
  for (const [name, , key] of entries) {
    if (seen.has(name)) throw new ConfigFault(`${placeOf(text, key.offset)}: ${JSON.stringify(name)} stands twice`)
    seen.add(name)
  }
  return Object.fromEntries(entries)
}

/** Inserts at the deepest object of the path that is there; what lacks above the entry is made around it. */
function insert(text: string, root: Node, path: readonly string[], entry: Values): string {
  const depth = path.findLastIndex((_, index) => findNodeAtLocation(root, path.slice(0, index))?.type === 'object')
  const container = findNodeAtLocation(root, path.slice(0, depth))
  const key = path[depth]
  if (container === undefined || key === undefined) throw new ConfigFault('it does not hold an object')
  const value = path.slice(depth + 1).reduceRight<Values>((inner, name) => ({ [name]: inner }), entry)
  const nothing = findNodeAtLocation(root, path.slice(0, depth + 1))
  return nothing === undefined
    ? applyEdits(text, insertion(text, container, key, value))
    : replace(text, nothing, value)
}

function replace(text: string, { offset, length }: Node, value: Values): string {
  return text.slice(0, offset) + print(value, text, indentAt(text, offset)) + text.slice(offset + length)
}

/** A new last property, written in the way of its siblings: on their line, or below the last with its comment. */
function insertion(text: string, container: Node, key: string, value: Values): Edit[] {
  const last = container.children?.at(-1)
  const close = container.offset + container.length - 1
  const inner = text.slice(container.offset + 1, close)
  const oneLine = last === undefined ? container.parent !== undefined && !text.includes('\n') : !inner.includes('\n')
  if (oneLine) {
    const compact = `${JSON.stringify(key)}:${JSON.stringify(value)}`
    if (last === undefined) return [{ offset: container.offset + 1, length: 0, content: compact }]
    return [{ offset: last.offset + last.length, length: 0, content: `,${compact}` }]
  }
  const eol = lineBreakOf(text)
  const property = (indent: string) => `${eol}${indent}${JSON.stringify(key)}: ${print(value, text, indent)}`
  if (last === undefined) {
    const indent = indentAt(text, container.offset)
    const content = `${inner.trimEnd()}${property(indent + unitOf(text))}${eol}${indent}`
    return [{ offset: container.offset + 1, length: inner.length, content }]
  }
  const end = last.offset + last.length
  const comma = commaAfter(text, end, close)
  const at = endOfLine(text, comma === undefined ? end : comma + 1, close)
  const added = property(indentAt(text, last.offset))
  if (comma !== undefined) return [{ offset: at, length: 0, content: `${added},` }]
  return [
    { offset: end, length: 0, content: ',' },
    { offset: at, length: 0, content: added },
  ]
}

function removal(text: string, property: Node): Edit[] {
  const siblings = property.parent?.children ?? []
  const before = siblings[siblings.indexOf(property) - 1]
  const open = property.parent?.offset ?? 0
  const close = open + (property.parent?.length ?? 0) - 1
  const end = property.offset + property.length
  const comma = commaAfter(text, end, close)
  const around = text.slice(open + 1, property.offset) + text.slice(comma === undefined ? end : comma + 1, close)
  if (around.trim() === '') return [{ offset: open + 1, length: close - open - 1, content: '' }]
  const from = lineStart(text, property.offset)
  const to = endOfLine(text, comma === undefined ? end : comma + 1, close)
  const ownLines =
    text.slice(from, property.offset).trim() === '' && from > 0 && (to === close || /[\r\n]/.test(text[to] ?? ''))
  const start = ownLines ? from - (text[from - 2] === '\r' ? 2 : 1) : property.offset
  const cut = { offset: start, length: (ownLines ? to : comma === undefined ? end : comma + 1) - start, content: '' }
  // The last one leaves; the comma before it must go with it, unless the file likes trailing commas.
  const beforeComma =
    before === undefined ? undefined : commaAfter(text, before.offset + before.length, property.offset)
  if (comma !== undefined || beforeComma === undefined) return [cut]
  return [{ offset: beforeComma, length: 1, content: '' }, cut]
}

function print(value: Values, text: string, indent: string): string {
  if (!text.includes('\n') && text.trim() !== '{}') return JSON.stringify(value)
  return JSON.stringify(value, null, unitOf(text)).replaceAll('\n', `${lineBreakOf(text)}${indent}`)
}

/** One step of indentation: that of the first indented line, two spaces where there is none. */
function unitOf(text: string): string {
  return /\n([ \t]+)["}/]/.exec(text)?.[1] ?? '  '
}

function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? ''
}

function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}
