import { visible } from '../file/page.ts'
import { landmarkAt, outlineOf } from '../index/outline.ts'
import { termsOf } from '../index/tokenise.ts'

export interface Snippet {
  /** Lines shown, counted from 1, inclusive. */
  readonly firstLine: number
  readonly lastLine: number
  /** The definition or heading that they stand under. */
  readonly symbol?: string
  readonly text: string
}

const widest = 200

/**
 * The lines of a passage that say most of a query: a window around the richest line, begun at a definition or heading
 * that is near above it.
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
  const passage = lines.slice(from - 1, to)
  const worth = passage.map((line) => new Set(termsOf(line.slice(0, 2_000)).filter((term) => terms.has(term))).size)
  let best = 0
  let most = -1
  for (let at = 0; at < passage.length; at += 1) {
    const sum = worth.slice(at, at + height).reduce((total, value) => total + value, 0) + (worth[at] ?? 0) / 10
    if (sum > most) [best, most] = [at, sum]
  }
  const outline = outlineOf(path, lines)
  const landmark = landmarkAt(outline, from + best)
  const firstLine = landmark !== undefined && from + best - landmark.line <= 3 ? landmark.line : from + best
  const lastLine = Math.min(firstLine + height - 1, lines.length)
  const shown = lines
    .slice(firstLine - 1, lastLine)
    .map((line) => visible(line.length > widest ? `${line.slice(0, widest)}…` : line))
  const symbol = landmarkAt(outline, firstLine)?.name.slice(0, 100)
  return { firstLine, lastLine, text: shown.join('\n'), ...(symbol === undefined ? {} : { symbol }) }
}
