import { readXml } from '../xml.ts'

/** What cells refer to. */
export interface Workbook {
  readonly strings: readonly string[]
  /** For each cell style whether it shows a date. */
  readonly dates: readonly boolean[]
  readonly epoch1904: boolean
}

/** Text items of the workbook; each may consist of formatted runs. Phonetic guides (`rPh`) are not text. */
export function sharedStrings(xml: string): string[] {
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
export function dateStyles(xml: string): boolean[] {
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
