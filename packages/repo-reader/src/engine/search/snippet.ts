import { visible } from '../file/page.ts'
import { enclosing, type Landmark, outlineOf } from '../index/outline.ts'
import { termsOf } from '../index/tokenise.ts'

export interface Snippet {
  /** Lines shown, counted from 1, inclusive. */
  readonly firstLine: number
  readonly lastLine: number
  /** The definitions or headings that its best line stands under, outermost first. */
  readonly symbol?: string
  readonly text: string
}

const widest = 200
/** Definitions named around a snippet, innermost ones first to stay. */
const deepest = 3
/** Lines that bring names in say little of what is done with them. */
const bringsIn = /^\s*(?:import\b|from\s+\S+\s+import\b|export\s*[*{].*\bfrom\b|use\s|using\s|#\s*include\b|package\s)/

/**
 * The lines of a passage that say most of a query: a window around the richest lines, begun at a definition or heading
 * that is near.
 *
 * @param from first line of the passage, counted from 1
 */
export function snippetOf(
  path: string,
  lines: readonly string[],
  from: number,
  to: number,
  terms: ReadonlySet<string>,
  height: number,
): Snippet {
  const worth = worthOf(lines.slice(from - 1, to), terms)
  let best = 0
  let most = -1
  for (let at = 0; at < worth.length; at += 1) {
    const sum = worth.slice(at, at + height).reduce((total, value) => total + value, 0) + (worth[at] ?? 0) / 10
    if (sum > most) [best, most] = [at, sum]
  }
  const outline = outlineOf(path, lines)
  const firstLine = beginning(outline, from + best, height)
  const lastLine = Math.min(firstLine + height - 1, lines.length)
  const shown = lines
    .slice(firstLine - 1, lastLine)
    .map((line) => visible(line.length > widest ? `${line.slice(0, widest)}…` : line))
  const around = enclosing(path, outline, lines, firstLine)
  const symbol = around
    .slice(-deepest)
    .map(({ name }) => name.slice(0, 100))
    .join(' › ')
  return { firstLine, lastLine, text: shown.join('\n'), ...(symbol === '' ? {} : { symbol }) }
}

/** What each line says of a query: its terms, the more the fewer lines of the passage have them. */
function worthOf(passage: readonly string[], wanted: ReadonlySet<string>): number[] {
  const held = passage.map((line) => new Set(termsOf(line.slice(0, 2_000)).filter((term) => wanted.has(term))))
  const having = new Map<string, number>()
  for (const terms of held) for (const term of terms) having.set(term, (having.get(term) ?? 0) + 1)
  return held.map((terms, at) => {
    const sum = [...terms].reduce((total, term) => total + 1 / Math.sqrt(having.get(term) ?? 1), 0)
    return bringsIn.test(passage[at] ?? '') ? sum / 4 : sum
  })
}

/** A definition a little above the window, or else the first in its upper third, begins what is shown. */
function beginning(outline: readonly Landmark[], first: number, height: number): number {
  const above = outline.findLast(({ line }) => line <= first)
  if (above !== undefined && first - above.line <= 3) return above.line
  return outline.find(({ line }) => line > first && line <= first + height / 3)?.line ?? first
}
