import { FormatError, type FormatParser } from './format.ts'
import { maxColumns, maxRows, tableHtml } from './table.ts'
import { escapeHtml, firstText, readXml } from './xml.ts'
import { type Files, resolvePath, textOf, unzip } from './zip.ts'

const wanted =
  /^(?:docProps\/core\.xml|xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml))$/
const maxSheets = 100
/** Characters of one cell. */
const maxCellChars = 2000

/** Text items of the workbook; each may consist of formatted runs. Phonetic guides (`rPh`) are not text. */
function sharedStrings(xml: string): string[] {
  const strings: string[] = []
  let item = ''
  let inText = false
  let phonetic = false
  readXml(xml, {
    open: (name) => {
      if (name === 'si') item = ''
      if (name === 'rPh') phonetic = true
      inText = name === 't' && !phonetic
    },
    text: (value) => {
      if (inText) item += value
    },
    close: (name) => {
      if (name === 't') inText = false
      if (name === 'rPh') phonetic = false
      if (name === 'si') strings.push(item)
    },
  })
  return strings
}

/** Built-in number formats that are dates (ECMA-376 part 1, 18.8.30), and custom ones by their letters. */
function isDateFormat(id: number, custom: ReadonlyMap<number, string>): boolean {
  const code = custom.get(id)
  if (code === undefined) return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58)
  return /[dmyhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))
}

/** For each cell style whether it shows a date. */
function dateStyles(xml: string): boolean[] {
  const custom = new Map<number, string>()
  const styles: boolean[] = []
  let inCellFormats = false
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'numFmt') custom.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (name === 'cellXfs') inCellFormats = true
      if (name === 'xf' && inCellFormats) styles.push(isDateFormat(Number(attributes['numFmtId'] ?? 0), custom))
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return styles
}

/** A serial day as ISO 8601; day 60 is the 29 February 1900 that never was. */
function isoDate(serial: number, epoch1904: boolean): string {
  const days = epoch1904 ? serial + 1462 : serial
  const time = Math.round((days - 25_569 + (days < 60 ? 1 : 0)) * 86_400) * 1000
  if (!Number.isFinite(time) || Math.abs(time) > 8e15) return String(serial)
  const iso = new Date(time).toISOString().slice(0, 19)
  if (days < 1) return iso.slice(11)
  return iso.endsWith('T00:00:00') ? iso.slice(0, 10) : iso.replace('T', ' ')
}

interface Workbook {
  readonly strings: readonly string[]
  readonly dates: readonly boolean[]
  readonly epoch1904: boolean
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

interface Sheet {
  readonly rows: string[][]
  /** True when rows or columns are left out. */
  more: boolean
}

/** Cells that hold something, row by row; empty rows and a far corner cost nothing. */
function readSheet(xml: string, workbook: Workbook): Sheet {
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

/** Names and paths of the sheets in their order. */
function sheetPaths(files: Files): { name: string; path: string }[] {
  const targets = new Map<string, string>()
  readXml(textOf(files, 'xl/_rels/workbook.xml.rels'), {
    open: (_name, { Id = '', Target = '' }) => void targets.set(Id, Target),
  })
  const sheets: { name: string; path: string }[] = []
  readXml(textOf(files, 'xl/workbook.xml'), {
    open: (element, attributes) => {
      if (element !== 'sheet' || attributes['state'] === 'veryHidden') return
      const target = targets.get(attributes['r:id'] ?? '') ?? `worksheets/sheet${sheets.length + 1}.xml`
      sheets.push({ name: attributes['name'] ?? '', path: resolvePath('xl/workbook.xml', target) })
    },
  })
  return sheets
}

/** Excel workbooks: each sheet that holds something as a heading and a table. Formulas show their last result. */
export const parseXlsx: FormatParser = async ({ bytes }) => {
  const files = await unzip(bytes, (name) => wanted.test(name))
  const sheets = sheetPaths(files)
  if (sheets.length === 0) throw new FormatError('unsupported', 'The workbook is damaged: it names no sheets.')
  const workbook: Workbook = {
    strings: sharedStrings(textOf(files, 'xl/sharedStrings.xml')),
    dates: dateStyles(textOf(files, 'xl/styles.xml')),
    epoch1904: /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(textOf(files, 'xl/workbook.xml')),
  }
  const notices: string[] = []
  if (sheets.length > maxSheets) notices.push(`Only the first ${maxSheets} of ${sheets.length} sheets are shown.`)
  const parts = sheets.slice(0, maxSheets).map(({ name, path }) => {
    const { rows, more } = readSheet(textOf(files, path), workbook)
    if (more) notices.push(`Sheet “${name}” has more than the ${maxRows} rows and ${maxColumns} columns shown.`)
    return `<h2>${escapeHtml(name)}</h2>${tableHtml(rows)}`
  })
  const core = textOf(files, 'docProps/core.xml')
  return {
    title: firstText(core, 'title'),
    author: firstText(core, 'creator'),
    body: { html: parts.join('\n') },
    notices,
  }
}
