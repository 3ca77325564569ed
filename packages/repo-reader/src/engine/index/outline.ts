/** A named place in a file: a definition, or a heading of a document. */
export interface Landmark {
  /** Counted from 1. */
  readonly line: number
  readonly name: string
  /** Columns before a definition, or the level of a heading: what stands below with more is inside of it. */
  readonly indent: number
}

const longestLine = 400
const document = /\.(?:md|mdx|markdown|rst|adoc|txt)$/i

/** Definitions introduced by a keyword, in the languages that most repositories are written in. */
const keyword =
  /^\s*(?:(?:export|default|public|private|protected|internal|static|final|abstract|async|pub(?:\([^)]*\))?|override|inline|const|unsafe|declare|open|sealed|data|partial|virtual|extern|suspend)\s+)*(?:function\*?|class|interface|type|enum|struct|trait|impl|def|defp?|func|fn|mod|module|namespace|record|object|protocol|extension|macro_rules!|const|let|var|val)\s+(?:\([^)]*\)\s*)?(?:<[^>]*>\s*)?([A-Za-z_$][\w$]*)/
/** Methods of brace languages, which no keyword introduces. */
const method =
  /^\s+(?:(?:public|private|protected|static|final|async|override|synchronized|readonly|get|set)\s+)*(?:[\w<>[\],.?]+\s+)?([A-Za-z_$][\w$]*)\s*(?:<[^<>]*>)?\([^;]*\)[^;=]*\{\s*$/
/** C and C++ functions: a type, a name and parameters at the margin. */
const cFunction = /^(?:[A-Za-z_][\w:<>*&,]*[\s*&]+)+([A-Za-z_][\w:~]*)\s*\([^;]*$/
const heading = /^#{1,6}\s+(.+?)\s*#*$/
const underline = /^(?:={3,}|-{3,}|~{3,}|\^{3,})\s*$/
const notNames = new Set(['if', 'for', 'while', 'switch', 'catch', 'return', 'else', 'function', 'constructor'])

/** The landmarks of a file, top to bottom; by line patterns, since a parser did not rank better and costs more. */
export function outlineOf(path: string, lines: readonly string[], limit = 2_000): Landmark[] {
  const isDocument = document.test(path)
  const found: Landmark[] = []
  for (const [at, line] of lines.entries()) {
    if (found.length >= limit) break
    if (line.length > longestLine) continue
    const name = isDocument ? headingOf(line, lines[at + 1]) : definitionOf(line)
    const indent = isDocument ? levelOf(line, lines[at + 1]) : indentOf(line)
    if (name !== undefined) found.push({ line: at + 1, name, indent })
  }
  return found
}

function headingOf(line: string, below: string | undefined): string | undefined {
  const marked = heading.exec(line)?.[1]
  if (marked !== undefined) return marked
  const underlined =
    below !== undefined && line.trim() !== '' && underline.test(below) && below.length + 2 > line.length
  return underlined ? line.trim() : undefined
}

function definitionOf(line: string): string | undefined {
  const name = (keyword.exec(line) ?? method.exec(line) ?? cFunction.exec(line))?.[1]
  return name === undefined || notNames.has(name) ? undefined : name
}

const levels = '=-~^'

function levelOf(line: string, below: string | undefined): number {
  const marks = /^#+/.exec(line)?.[0].length
  return marks ?? levels.indexOf(below?.[0] ?? '') + 1
}

function indentOf(line: string): number {
  const blank = /^[ \t]*/.exec(line)?.[0] ?? ''
  return blank.replaceAll('\t', '    ').length
}

/** Lines that stand at the margin of what they belong to: ends of parameter lists, lone braces, the preprocessor's. */
const dependent = /^\s*(?:$|[)\]#]|\{\s*$|\}.*\{\s*$|where\b)/

/**
 * The landmarks that enclose a line, outermost first. In code a definition encloses what is indented more, as long as
 * nothing in between is indented as little as it is.
 */
export function enclosing(
  path: string,
  outline: readonly Landmark[],
  lines: readonly string[],
  line: number,
): Landmark[] {
  const byLine = new Map(outline.map((landmark) => [landmark.line, landmark]))
  const isDocument = document.test(path)
  const found: Landmark[] = []
  let limit = Number.POSITIVE_INFINITY
  for (let at = line; at >= 1 && limit > 0; at -= 1) {
    const landmark = byLine.get(at)
    const text = lines[at - 1] ?? ''
    if (landmark !== undefined && landmark.indent < limit) {
      found.push(landmark)
      limit = landmark.indent
    } else if (!isDocument && !dependent.test(text)) limit = Math.min(limit, indentOf(text))
  }
  return found.reverse()
}
