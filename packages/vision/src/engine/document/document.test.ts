import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { config } from '../../config.ts'
import { hasChromium, openBrowser } from '../../testing/browser.ts'
import { call } from '../../testing/call.ts'
import { makePdf } from '../../testing/pdf.ts'
import { openEyes } from '../eyes.ts'
import { findSystemTesseract } from '../ocr/system-tesseract.ts'
import { choosePages, writePages } from './pages.ts'
import { parseDocument } from './parse.ts'

const scope = new AsyncDisposableStack()
const eyes = openEyes(config.parse({}), scope)
const native = await findSystemTesseract('eng')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vision-pdf-'))
})
afterAll(async () => {
  await scope.disposeAsync()
  await rm(folder, { recursive: true, force: true })
})

async function parse(bytes: Buffer, wish: { pages?: string; characters?: number } = {}): Promise<string> {
  const source = path.join(folder, 'paper.pdf')
  await writeFile(source, bytes)
  const { text } = await parseDocument(
    eyes,
    { source, pages: wish.pages, characters: wish.characters ?? 20_000 },
    call(),
  )
  return text
}

const body = 'The body of the text runs over the whole width of the page and does not end be-'
const paper = makePdf([
  {
    lines: [
      [24, 'A paper'],
      [11, ''],
      [11, ''],
      [11, body],
      [11, 'fore the next line, which ends here.'],
      [11, ''],
      [11, ''],
      [16, 'Method'],
      [11, ''],
      [11, '- first point'],
      [11, '- second point'],
    ],
  },
  { lines: [[11, 'Second page.']] },
  { lines: [[11, 'Third page.']] },
])

it('sets headings, paragraphs and lists of a PDF as Markdown', async () => {
  const text = await parse(paper)
  expect(text).toContain(
    '# A paper\n\nThe body of the text runs over the whole width of the page and does not end before the next line, which ends here.\n\n## Method\n\n- first point\n- second point',
  )
  expect(text).toMatch(/<!-- page 2 of 3 -->\n\nSecond page\.[\s\S]*---\nRead here from paper\.pdf, 3 pages\.$/)
})

it('reads the pages asked for', async () => {
  expect(await parse(paper, { pages: '3' })).toMatch(/^<!-- page 3 of 3 -->\n\nThird page\.\n\n---/)
  await expect(parse(paper, { pages: '9' })).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('3 pages'),
  })
  await expect(parse(paper, { pages: 'all' })).rejects.toMatchObject({ code: 'invalid_input' })
})

it('stops at its budget and says how to go on', async () => {
  const text = await parse(paper, { characters: 200 })
  expect(text).not.toContain('Third page')
  expect(text).toMatch(/call again with pages "2-3"|call again with pages "3"/)
})

it.each([
  ['cut', paper.subarray(0, 200), /damaged/],
  ['only a header', Buffer.from('%PDF-1.7\n'), /damaged/],
])('refuses a PDF that is %s', async (_, bytes, sentence) => {
  await expect(parse(bytes)).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringMatching(sentence) })
})

it('ends the reading of a PDF when the call is cancelled', async () => {
  const source = path.join(folder, 'long.pdf')
  await writeFile(source, makePdf(Array.from({ length: 90 }, (_, at) => ({ lines: [[11, `Page ${at}.`] as const] }))))
  const stop = new AbortController()
  const reading = parseDocument(
    eyes,
    { source, pages: undefined, characters: 1e6 },
    call({ signal: stop.signal, progress: (done) => done > 1 && stop.abort(new Error('enough')) }),
  )
  await expect(reading).rejects.toThrow('enough')
})

describe.skipIf(!hasChromium || native === undefined)('a scanned PDF (skipped without chromium or tesseract)', () => {
  it('is read by OCR', { timeout: 60_000 }, async () => {
    await using browser = await openBrowser()
    const png = await browser.shoot('<body style="font:24px DejaVu Sans;margin:40px">Invoice number 20261122</body>', {
      width: 800,
      height: 300,
    })
    const { default: sharp } = await import('sharp')
    const jpeg = await sharp(png).removeAlpha().jpeg({ quality: 92 }).toBuffer()
    const text = await parse(makePdf([{ jpeg, width: 800, height: 300 }]))
    expect(text).toContain('Invoice number 20261122')
    expect(text).toContain('Scanned pages were read by tesseract')
  })
})

it.each([
  ['3', [3]],
  ['1-3, 8', [1, 2, 3, 8]],
  ['8-', [8, 9]],
  ['2,2,1', [1, 2]],
  [undefined, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
])('reads the choice %s', (choice, pages) => {
  expect(choosePages(choice, 9)).toEqual(pages)
})

it('writes a choice as it reads it', () => {
  expect(writePages([1, 2, 3, 8, 10, 11])).toBe('1-3,8,10-11')
})
