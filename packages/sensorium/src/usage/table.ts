import type { Usage } from '@sensorium/kit/http'

export interface DayUsage extends Usage {
  readonly day: string
}

const columns = ['day', 'key', 'server', 'tool', 'calls'] as const

/** Rows under their headings, numbers to the right, and the sum of all. */
export function usageTable(rows: readonly DayUsage[]): string[] {
  const sum = rows.reduce((total, { calls }) => total + calls, 0)
  const body = rows.map((row) => columns.map((column) => String(row[column])))
  const lines = [[...columns], ...body, ['', '', '', 'all', String(sum)]]
  const widths = columns.map((_, at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)))
  return lines.map((cells) =>
    cells
      .map((cell, at) => (columns[at] === 'calls' ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  '),
  )
}
