import type { Word } from './engine.ts'

interface Line {
  readonly words: readonly Word[]
  readonly top: number
  readonly bottom: number
  readonly left: number
}

/** Share of words that stand where a monospaced text has them. */
const monospacedShare = 0.5
/** Space between two words, in letters, below which they are one. */
const touching = 0.6
/** Longest run of blank lines that is kept. */
const mostBlankLines = 2

/**
 * Sets words as text the way they stood on the picture: monospaced text keeps its columns and indentation, and gaps between
 * lines stay as blank lines.
 */
export function layOut(words: readonly Word[]): string {
  const lines = linesOf(words)
  const letter = letterWidth(lines)
  const origin = Math.min(...lines.map(({ left }) => left))
  const pitch = median(lines.slice(1).map((line, index) => line.top - (lines[index]?.top ?? line.top)))
  return lines
    .map((line, index) => {
      const gap = line.top - (lines[index - 1]?.top ?? line.top)
      const blank = pitch > 0 ? Math.min(mostBlankLines, Math.max(0, Math.round(gap / pitch) - 1)) : 0
      return (
        '\n'.repeat(blank) +
        (letter === undefined ? line.words.map(({ text }) => text).join(' ') : columns(line, origin, letter))
      )
    })
    .join('\n')
}

function linesOf(words: readonly Word[]): readonly Line[] {
  return [...Map.groupBy(words, ({ line }) => line).values()].map((unsorted) => {
    const sorted = unsorted.toSorted((one, other) => one.left - other.left)
    return {
      words: sorted,
      left: Math.min(...sorted.map(({ left }) => left)),
      top: Math.min(...sorted.map(({ top }) => top)),
      bottom: Math.max(...sorted.map(({ top, height }) => top + height)),
    }
  })
}

/**
 * The advance of a letter when all have the same, else undefined. Taken from the starts of neighbouring words, since most
 * stand one space apart; the width of a word lacks the space around its first and last letter.
 */
function letterWidth(lines: readonly Line[]): number | undefined {
  const advances = lines.flatMap(({ words }) =>
    words.slice(1).map((word, index) => {
      const before = words[index] ?? word
      return (word.left - before.left) / (before.text.length + 1)
    }),
  )
  if (advances.length < 3) return undefined
  const middle = median(advances)
  const alike = advances.filter((advance) => Math.abs(advance / middle - 1) < 0.08).length
  return alike / advances.length >= monospacedShare ? middle : undefined
}

/** Words stand at their columns; those that touch on the picture are one, and others never run together. */
function columns(line: Line, origin: number, letter: number): string {
  let text = ''
  let right = origin
  for (const word of line.words) {
    const column = Math.round((word.left - origin) / letter)
    const apart = text === '' || word.left - right > letter * touching
    text += ' '.repeat(apart ? Math.max(text === '' ? 0 : 1, column - text.length) : 0) + word.text
    right = word.left + word.width
  }
  return text
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
