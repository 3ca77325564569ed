import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Document } from '../document.ts'
import { detectCases } from './detect.cases.ts'
import { detectFormat } from './detect.ts'
import type { Format } from './format.ts'
import { readDocument } from './read.ts'
import { docx, drawn, epub, jpeg, pdf, png, pptx, tiff, xlsx } from './samples.ts'

const options = { format: 'markdown', images: true, gfm: true, dataImages: false } as const

async function read(
  format: Exclude<Format, 'html'>,
  content: string | Uint8Array,
  contentType = '',
): Promise<Document> {
  const bytes = typeof content === 'string' ? strToU8(content) : content
  return await readDocument(format, { bytes, contentType, url: 'https://site.example/dir/file' }, options)
}

test.each(detectCases)('$title is $format', ({ bytes, contentType, path, format }) => {
  expect(detectFormat({ bytes, contentType, url: `https://site.example${path}` })).toBe(format)
})

describe('Markdown', () => {
  test('is itself; front matter is metadata, headings are found outside of code', async () => {
    const text = '---\ntitle: "A title"\nauthor: Ada\n---\n# One\n\n```\n# no\n```\n\nTwo\n---\n\n## Three `x`!\n'
    const document = await read('markdown', text)
    expect(document).toMatchObject({ title: 'A title', author: 'Ada' })
    expect(document.content).toBe('# One\n\n```\n# no\n```\n\nTwo\n---\n\n## Three `x`!')
    expect(document.headings).toEqual([
      { level: 1, text: 'One', ids: ['one'], at: 0 },
      { level: 2, text: 'Two', ids: ['two'], at: 21 },
      { level: 2, text: 'Three `x`!', ids: ['three-x'], at: 30 },
    ])
  })
})

describe('JSON', () => {
  test('is indented in a fence', async () => {
    expect((await read('json', '{"a":[1,{"b":null}]}')).content).toBe(
      '```json\n{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ]\n}\n```',
    )
  })

  test('that is damaged is shown and said to be so', async () => {
    const { content, notices } = await read('json', '{"a": ')
    expect(content).toContain('{"a": ')
    expect(notices).toEqual(['The JSON is not valid; it is shown as it was sent.'])
  })

  test('behind a guard against scripts is read', async () => {
    expect((await read('json', ')]}\'\n{"a":1}')).content).toContain('"a": 1')
  })
})

test('CSV is a table; quotes, separators and line breaks in fields hold', async () => {
  const { content } = await read('csv', 'name;note\r\n"a;b";"say ""hi"""\r\nplain;"two\nlines"\r\n')
  expect(content).toBe('| name | note |\n| --- | --- |\n| a;b | say "hi" |\n| plain | two lines |')
})

describe('feeds', () => {
  test('RSS lists its entries with links made absolute', async () => {
    const item =
      '<item><title>First &amp; best</title><link>/post</link><pubDate>Mon, 01 Sep 2025 10:00:00 GMT</pubDate><dc:creator>Ada</dc:creator><description>&lt;p&gt;Some &lt;b&gt;text&lt;/b&gt;&lt;/p&gt;</description></item>'
    const document = await read(
      'feed',
      `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title>${item}</channel></rss>`,
    )
    expect(document.title).toBe('News')
    expect(document.content).toBe(
      '## [First & best](https://site.example/post)\n\n*Mon, 01 Sep 2025 10:00:00 GMT · Ada*\n\nSome text',
    )
  })

  test('Atom and JSON feeds too', async () => {
    const atom =
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>E</title><link rel="alternate" href="https://x.example/e"/><updated>2025-01-01T00:00:00Z</updated><summary>S</summary></entry></feed>'
    expect((await read('feed', atom)).content).toBe('## [E](https://x.example/e)\n\n*2025-01-01T00:00:00Z*\n\nS')
    const json = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'J',
      items: [{ id: '1', url: 'https://x.example/1', title: 'T', content_text: 'a < b' }],
    })
    expect((await read('feed', json)).content).toContain('## [T](https://x.example/1)')
  })
})

describe('Office documents', () => {
  test('Word keeps headings, lists and tables', async () => {
    const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`
    const cell = (text: string) => `<w:tc><w:p>${run(text)}</w:p></w:tc>`
    const body = `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>${run('Head')}</w:p><w:p>${run('Words &amp; more')}</w:p>
      <w:tbl><w:tr>${cell('a')}${cell('b')}</w:tr><w:tr>${cell('1')}${cell('2')}</w:tr></w:tbl>`
    const document = await read('docx', docx(body))
    expect(document).toMatchObject({ title: 'The title', author: 'Ada' })
    expect(document.content).toContain('Words & more')
    expect(document.content).toMatch(/\| a \| b \|\n\| --- \| --- \|\n\| 1 \| 2 \|/)
  })

  test('a workbook is a table a sheet, with dates, booleans, shared strings and results of formulas', async () => {
    const rows = `<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>When</t></is></c><c t="str"><v>Ok</v></c></row>
      <row><c><v>0.30000000000000004</v></c><c s="1"><v>45292.5</v></c><c t="b"><v>1</v></c></row>
      <row><c r="A3"><f>1+1</f><v>2</v></c><c r="C3" s="2"><v>45293</v></c></row>`
    const strings = '<si><r><t>Na</t></r><r><t>me</t></r><rPh><t>x</t></rPh></si>'
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm"/></numFmts><cellXfs><xf/><xf numFmtId="22"/><xf numFmtId="164"/></cellXfs>'
    const { content } = await read('xlsx', xlsx(rows, { strings, styles }))
    expect(content).toBe(
      '## Prices\n\n| Name | When | Ok |\n| --- | --- | --- |\n| 0.3 | 2024-01-01 12:00:00 | TRUE |\n| 2 |  | 2024-01-02 |',
    )
  })

  test('a presentation is a heading a slide, its text, tables and notes', async () => {
    const shape = (type: string, ...texts: string[]) =>
      `<p:sp><p:nvPr><p:ph type="${type}"/></p:nvPr>${texts.map((text) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`).join('')}</p:sp>`
    const cell = (text: string) => `<a:tc><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:tc>`
    const table = `<a:tbl><a:tr>${cell('a')}${cell('b')}</a:tr><a:tr>${cell('1')}${cell('2')}</a:tr></a:tbl>`
    const slide = `${shape('title', 'Hello')}${shape('body', 'one', 'two')}${table}${shape('sldNum', '1')}`
    const { content } = await read('pptx', pptx(slide, shape('body', 'say it')))
    expect(content).toContain('## Slide 1: Hello\n\n- one\n- two')
    expect(content).toContain('| a | b |\n| --- | --- |\n| 1 | 2 |')
    expect(content).toMatch(/> Notes:[\s\S]*say it/)
    expect(content).not.toMatch(/^- 1$/m)
  })

  test('a book is its chapters in order', async () => {
    const document = await read('epub', epub('<h1>One</h1><p>first</p>', '<h1>Two</h1><p>second</p>'))
    expect(document).toMatchObject({ title: 'The book', author: 'Ada', language: 'en' })
    expect(document.content).toMatch(/# One\n\nfirst\n\n---\n\n# Two\n\nsecond/)
  })
})

describe('PDF', () => {
  test('has its lines joined, its headings, lists, code and tables found', async () => {
    const page = [
      drawn('A heading', 50, 750, 20),
      drawn('Words that go on to the next line and are divi-', 50, 720),
      drawn('ded there.', 50, 705),
      drawn('- first', 50, 670),
      drawn('- second', 50, 655),
      drawn('def f\\(x\\):', 50, 620, 10, 'F2'),
      drawn('return x', 74, 608, 10, 'F2'),
      ...[
        ['Name', 'Count'],
        ['one', '1'],
        ['two', '22'],
      ].flatMap(([name = '', count = ''], row) => [drawn(name, 50, 560 - 15 * row), drawn(count, 200, 560 - 15 * row)]),
    ]
    const { content } = await read('pdf', pdf(page.join('\n')))
    expect(content).toContain('## A heading\n\nWords that go on to the next line and are divided there.')
    expect(content).toContain('```\ndef f(x):\n    return x\n```')
    expect(content).toContain('| Name | Count |\n| --- | --- |\n| one | 1 |\n| two | 22 |')
  })

  test('is shown by page, without what stands on every page', async () => {
    const pages = ['one', 'two', 'three', 'four'].map((text, at) =>
      [
        drawn('The running head', 50, 780),
        drawn(`Text of page ${text}.`, 50, 600),
        drawn(`- ${at + 1} -`, 300, 20),
      ].join('\n'),
    )
    const { content } = await read('pdf', pdf(...pages))
    expect(content).toBe(
      ['one', 'two', 'three', 'four'].map((text, at) => `## Page ${at + 1}\n\nText of page ${text}.`).join('\n\n'),
    )
  })

  test('without text says that it needs recognition', async () => {
    expect((await read('pdf', pdf('0 0 m'))).notices.join()).toMatch(/no text/)
  })
})

test('an image is told by its facts', async () => {
  const { content, title } = await read('image', png(320, 200))
  expect(title).toBe('file')
  expect(content).toMatch(/Type: png\n.*Pixels: 320 × 200\n.*Bytes: \d+/)
})

test('EXIF is among the facts of a photograph', async () => {
  const { content } = await read('image', jpeg(64, 48, tiff('Camera Works')))
  expect(content).toMatch(/Pixels: 64 × 48\n[\s\S]*Make: Camera Works/)
})

test('binary of another kind is refused with its label', async () => {
  await expect(read('unknown', 'x', 'audio/mpeg')).rejects.toMatchObject({
    kind: 'unsupported',
    message: expect.stringContaining('audio/mpeg'),
  })
})
