import type { Call } from '../call.ts'
import type { Eyes } from '../eyes.ts'
import { noOcr } from '../keyless.ts'
import type { LoadedBytes } from '../sources/load.ts'
import { choosePages } from './pages.ts'
import type { DocumentWish, Parsed } from './parse.ts'
import { openPdf, type PdfPage } from './pdf.ts'
import { scanPicture } from './scan-picture.ts'
import { pageToMarkdown } from './to-markdown.ts'

/** Reads the pages of a PDF one after the other until the budget is spent: their text, or OCR of those that are scans. */
export async function readPdf(eyes: Eyes, loaded: LoadedBytes, wish: DocumentWish, call: Call): Promise<Parsed> {
  await using pdf = await openPdf(loaded.data, loaded.label, call.signal)
  const pages = choosePages(wish.pages, pdf.pages)
  const parts: string[] = []
  const notes = new Set<string>()
  let length = 0
  for (const [index, number] of pages.entries()) {
    call.progress(index, pages.length, `page ${number} of ${pdf.pages}`)
    const text = `<!-- page ${number} of ${pdf.pages} -->\n\n${await pageText(eyes, await pdf.read(number), loaded.label, notes, call)}`
    if (index > 0 && length + text.length > wish.characters) break
    parts.push(text)
    length += text.length
  }
  const next = pages[parts.length]
  const asked = wish.pages === undefined ? pdf.pages : pages.at(-1)
  if (next !== undefined) notes.add(`Left out: from page ${next} on. Call again with pages "${next}-${asked}".`)
  else if (wish.pages === undefined && pages.length < pdf.pages)
    notes.add(`Left out: from page ${pages.length + 1} on. Call again with pages "${pages.length + 1}-${pdf.pages}".`)
  const markdown = parts.join('\n\n')
  if (markdown.length > wish.characters)
    notes.add(`Cut: the page has ${markdown.length - wish.characters} more characters; raise max_chars.`)
  return {
    markdown: markdown.slice(0, wish.characters),
    notes: [`Read here from ${loaded.label}, ${pdf.pages} page${pdf.pages === 1 ? '' : 's'}.`, ...notes],
  }
}

async function pageText(eyes: Eyes, page: PdfPage, label: string, notes: Set<string>, call: Call): Promise<string> {
  const text = pageToMarkdown(page.runs)
  if (page.scan === undefined) return text === '' ? '(empty page)' : text
  const data = await scanPicture(page.scan)
  const read = await eyes.ocr(
    { kind: 'image', mime: 'image/png', label: `page ${page.number} of ${label}`, size: data.length, data },
    call.signal,
  )
  if (read === undefined) {
    notes.add(`Some pages are scans. ${noOcr}`)
    return '(a scan: its text was not read)'
  }
  notes.add(`Scanned pages were read by ${read.engine}.`)
  return [text, read.text].filter((part) => part !== '').join('\n\n') || '(empty page)'
}
