import { decodeText } from '../charset.ts'
import type { FormatParser } from './format.ts'
import { maxColumns, maxRows, tableHtml } from './table.ts'

/** The sign that separates the first line into most fields. */
function separatorOf(line: string): string {
  const count = (sign: string) => line.split(sign).length
  return [',', ';', '\t', '|'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

/** The quoted field that begins at `start`, and where it ends; an unclosed one ends with the text. */
function quotedField(text: string, start: number): { value: string; end: number } {
  let end = start
  do end = text.indexOf('"', end + 1) + 1 || text.length + 1
  while (text[end] === '"')
  return { value: text.slice(start + 1, end - 1).replaceAll('""', '"'), end: Math.min(end, text.length) }
}

/** Fields by RFC 4180: quoted ones may hold separators, line breaks and doubled quotes. */
function readRows(text: string, separator: string): { rows: string[][]; more: boolean } {
  const rows: string[][] = []
  const fieldEnd = new RegExp(`[\\${separator}\\r\\n]|$`, 'g')
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const field = text[at] === '"' ? quotedField(text, at) : undefined
    fieldEnd.lastIndex = field?.end ?? at
    const end = fieldEnd.exec(text)?.index ?? text.length
    if (row.length < maxColumns) row.push(field?.value ?? text.slice(at, end))
    at = end + (text.startsWith('\r\n', end) ? 2 : 1)
    if (text[end] === separator && at < text.length) continue
    rows.push(row)
    row = []
    if (rows.length > maxRows) return { rows: rows.slice(0, maxRows), more: true }
  }
  return { rows, more: false }
}

/** Comma, semicolon or tab separated values as a table. */
export const parseCsv: FormatParser = async ({ bytes, contentType }) => {
  const text = decodeText(bytes, contentType).text.trim()
  const { rows, more } = readRows(text, separatorOf(text.slice(0, text.search(/[\r\n]|$/))))
  return {
    body: { html: tableHtml(rows) },
    notices: more ? [`Only the first ${maxRows.toLocaleString('en')} rows are shown.`] : [],
  }
}
