import { tableHtml } from '../table.ts'
import type { Line } from './line.ts'

/** Rows needed before side-by-side text is taken for a table. */
const minRows = 3

/** How many lines from `start` on have cells side by side, and so may be rows of one table. */
export function tableLength(lines: readonly Line[], start: number): number {
  let end = start
  while (end < lines.length && (lines[end]?.cells.length ?? 0) > 1) end += 1
  return end - start >= minRows ? end - start : 0
}

/** Columns are where cells overlap: right-aligned numbers share an end and not a start. */
function columnsOf(rows: readonly Line[]): { x: number; end: number }[] {
  const spans = rows.flatMap(({ cells }) => cells.map(({ x, end }) => ({ x, end }))).toSorted((a, b) => a.x - b.x)
  const columns: { x: number; end: number }[] = []
  for (const span of spans) {
    const last = columns.at(-1)
    if (last !== undefined && span.x < last.end) last.end = Math.max(last.end, span.end)
    else columns.push({ ...span })
  }
  return columns
}

/** Lines of cells as a table; undefined when their cells do not stand in columns. */
export function rowsToTable(rows: readonly Line[]): string | undefined {
  const columns = columnsOf(rows)
  if (columns.length < 2) return undefined
  const table = rows.map(({ cells }) => {
    const row = columns.map(() => '')
    for (const cell of cells) {
      const at = columns.findIndex(({ x, end }) => cell.x >= x && cell.x <= end)
      const text = cell.pieces
        .map((piece) => piece.text)
        .join('')
        .trim()
      row[at] = row[at] === '' ? text : `${row[at]} ${text}`
    }
    return row
  })
  return tableHtml(table)
}
