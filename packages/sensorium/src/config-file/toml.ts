import { type AST, getStaticTOMLValue, ParseError, parseTOML } from 'toml-eslint-parser'
import { ConfigFault, type ConfigFormat, isMap, lineBreakOf } from './format.ts'
import { tableLines } from './toml-text.ts'

/** TOML. An entry is written as a table of its own at the end of the file, where it disturbs nothing. */
export const toml: ConfigFormat = {
  parse: (text) => {
    const values = getStaticTOMLValue(parse(text))
    if (!isMap(values)) throw new ConfigFault('it does not hold tables')
    return values
  },
  set: (text, table, name, entry) => {
    const path = [table, name]
    const rest = withoutNodes(text, path)
    const eol = lineBreakOf(text)
    const gap = rest === '' ? '' : rest.endsWith('\n') ? eol : eol + eol
    return `${rest}${gap}${tableLines(path, entry).join(eol)}${eol}`
  },
  remove: (text, table, name) => withoutNodes(text, [table, name]),
}

function parse(text: string): AST.TOMLProgram {
  try {
    return parseTOML(text, { tomlVersion: '1.0' })
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    throw new ConfigFault(`line ${error.lineNumber}, column ${error.column + 1}: ${error.message}`)
  }
}

/** The text without what defines `path`, its own tables and keys alike; the blank lines before a table go with it. */
function withoutNodes(text: string, path: readonly string[]): string {
  const [root] = parse(text).body
  const nodes = root.body.flatMap((node): readonly AST.TOMLNode[] => {
    if (node.type === 'TOMLKeyValue') return startsWith(keysOf(node.key), path) ? [node] : []
    if (startsWith(node.resolvedKey, path)) return [node]
    return node.body.filter((inner) => startsWith([...node.resolvedKey, ...keysOf(inner.key)], path))
  })
  return nodes.toReversed().reduce((rest, { range: [start, end], type }) => {
    const from = rest.lastIndexOf('\n', start - 1) + 1
    const lineEnd = rest.indexOf('\n', end)
    const before = rest.slice(0, from)
    const kept = type === 'TOMLTable' ? before.replace(/(^|\n)(?:[ \t]*\r?\n)+$/, '$1') : before
    return kept + (lineEnd < 0 ? '' : rest.slice(lineEnd + 1))
  }, text)
}

function startsWith(keys: readonly (string | number)[], path: readonly string[]): boolean {
  return path.every((key, index) => keys[index] === key)
}

function keysOf(key: AST.TOMLKey): string[] {
  return key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value))
}
