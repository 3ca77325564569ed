import type { Call } from '../call.ts'
import type { Eyes } from '../eyes.ts'
import { noOcr } from '../keyless.ts'
import type { LoadedBytes } from '../sources/load.ts'
import { choosePages, mostPages, writePages } from './pages.ts'
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
  for (const [index, number] of pages.slice(0, mostPages).entries()) {
    call.progress(index, pages.length, `page ${number} of ${pdf.pages}`)
    const page = await pageText(eyes, await pdf.read(number), loaded.label, notes, call)
    const text = `<!-- page ${number} of ${pdf.pages} -->\n\n${page}`
    if (index > 0 && length + text.length > wish.characters) break
    parts.push(text)
    length += text.length
  }
  const left = pages.slice(parts.length)
  if (left.length > 0) notes.add(`${left.length} pages are left out; call again with pages "${writePages(left)}".`)
  const cut = length - wish.characters
  if (cut > 0) notes.add(`The page is cut: ${cut} more characters; raise max_chars.`)
  return {
    markdown: parts.join('\n\n').slice(0, wish.characters),
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
