/** A part of a text file that fits a budget. */
export interface Page {
  /** Lines as `number<tab>text`. */
  readonly text: string
  readonly firstLine: number
  readonly lastLine: number
  /** Line to go on at, when some were left out. */
  readonly nextLine?: number
}

/** Longest piece of one line that is shown: clients drop endless lines silently. */
const lineLimit = 2_000

/**
 * Cuts lines `from`–`to` (counted from 1, inclusive) to `budget` characters. An endless line is cut on its own and says
 * at which column it goes on.
 *
 * @param column character of line `from` to begin at, counted from 1
 */
export function pageOf(lines: readonly string[], from: number, to: number, column: number, budget: number): Page {
  const shown: string[] = []
  const last = Math.min(to, lines.length)
  const longest = from === last ? Math.max(budget - 100, 200) : lineLimit
  let left = budget
  for (let number = from; number <= last; number += 1) {
    const line = lines[number - 1] ?? ''
    const start = number === from ? column - 1 : 0
    const end = Math.min(start + longest, line.length)
    const rest = line.length - end
    const cut = rest === 0 ? '' : ` …(${rest} more characters: start_line ${number}, start_column ${end + 1})`
    const text = `${number}\t${visible(line.slice(start, end))}${cut}`
    left -= text.length + 1
    if (left < 0 && shown.length > 0) {
      return { text: shown.join('\n'), firstLine: from, lastLine: number - 1, nextLine: number }
    }
    shown.push(text)
  }
  return { text: shown.join('\n'), firstLine: from, lastLine: last }
}

/** Shows control characters instead of sending them to a terminal, and marks of direction that reorder code. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\t' || character === '\n'
      ? character
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
