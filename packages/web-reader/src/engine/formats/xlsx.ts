import { FormatError, type FormatParser } from './format.ts'
import { maxColumns, maxRows, tableHtml } from './table.ts'
import { readSheet } from './xlsx/sheet.ts'
import { dateStyles, sharedStrings, type Workbook } from './xlsx/workbook.ts'
import { escapeHtml, firstText, readXml } from './xml.ts'
import { type Files, resolvePath, textOf, unzip } from './zip.ts'

const wanted =
  /^(?:docProps\/core\.xml|xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml))$/
const maxSheets = 100
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
