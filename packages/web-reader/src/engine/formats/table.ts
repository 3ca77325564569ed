import { escapeHtml } from './xml.ts'

/** Rows and columns that are shown of one table; a model reads no more, and a hostile sheet claims a million. */
export const maxRows = 5000
export const maxColumns = 200

/** Rows as an HTML table whose first row is its head; short rows are filled up. */
export function tableHtml(rows: readonly (readonly string[])[]): string {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  if (width === 0) return ''
  const line = (row: readonly string[], tag: 'td' | 'th') => {
    const cells = Array.from({ length: width }, (_, at) => `<${tag}>${escapeHtml(row[at] ?? '')}</${tag}>`)
    return `<tr>${cells.join('')}</tr>`
  }
  const [head = [], ...body] = rows
  return `<table><thead>${line(head, 'th')}</thead><tbody>${body.map((row) => line(row, 'td')).join('')}</tbody></table>`
}
