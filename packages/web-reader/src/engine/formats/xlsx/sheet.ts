import { maxColumns, maxRows } from '../table.ts'
import { readXml } from '../xml.ts'
import type { Workbook } from './workbook.ts'

/** Characters of one cell. */
const maxCellChars = 2000

/** A serial day as ISO 8601; day 60 is the 29 February 1900 that never was. */
function isoDate(serial: number, epoch1904: boolean): string {
  const days = epoch1904 ? serial + 1462 : serial
  const time = Math.round((days - 25_569 + (days < 60 ? 1 : 0)) * 86_400) * 1000
  if (!Number.isFinite(time) || Math.abs(time) > 8e15) return String(serial)
  const iso = new Date(time).toISOString().slice(0, 19)
  if (days < 1) return iso.slice(11)
  return iso.endsWith('T00:00:00') ? iso.slice(0, 10) : iso.replace('T', ' ')
}

function cellText(type: string, style: number, value: string, { strings, dates, epoch1904 }: Workbook): string {
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'n' && value !== '' && dates[style] === true) return isoDate(Number(value), epoch1904)
  // Floating point as people typed it: 0.1 + 0.2 is stored as 0.30000000000000004.
  if (type === 'n' && /\d\.\d{12}|e/i.test(value)) return String(Number(Number(value).toPrecision(15)))
  return value
}

/** Column of a reference such as `AB12`, from 0. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]+/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

export interface Sheet {
  readonly rows: string[][]
  /** True when rows or columns are left out. */
  more: boolean
}

/** Cells that hold something, row by row; empty rows and a far corner cost nothing. */
export function readSheet(xml: string, workbook: Workbook): Sheet {
  const sheet: Sheet = { rows: [], more: false }
  let row: string[] = []
  let column = -1
  let [type, style, value, inValue] = ['n', 0, '', false]
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'row') [row, column] = [[], -1]
      if (name === 'c') {
        column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r'])
        type = attributes['t'] ?? 'n'
        style = Number(attributes['s'] ?? 0)
        value = ''
      }
      inValue = name === 'v' || name === 't'
    },
    text: (text) => {
      if (inValue && value.length < maxCellChars) value += text
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false
      if (name === 'c' && value !== '') {
        if (column >= 0 && column < maxColumns)
          row[column] = cellText(type, style, value, workbook).slice(0, maxCellChars)
        else sheet.more = true
      }
      if (name === 'row' && row.length > 0) {
        if (sheet.rows.length < maxRows) sheet.rows.push(Array.from(row, (cell) => cell ?? ''))
        else sheet.more = true
      }
    },
  })
  return sheet
}
