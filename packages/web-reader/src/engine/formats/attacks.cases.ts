import { strToU8 } from 'fflate'
import type { Format } from './format.ts'
import { docx, epub, jpeg, pdf, pptx, tiff, xlsx, zip } from './samples.ts'

/** A document made to exhaust its reader; it must be read or refused, within bounds. */
export interface DocumentAttack {
  readonly title: string
  readonly format: Exclude<Format, 'html'>
  readonly bytes: () => Uint8Array
  /** `read`: a result of bounded size; otherwise the kind of the refusal. */
  readonly outcome: 'read' | 'unsupported' | 'too_large'
  /** What must not stand in the result. */
  readonly never?: RegExp
}

const attack = (
  title: string,
  format: DocumentAttack['format'],
  outcome: DocumentAttack['outcome'],
  bytes: () => Uint8Array | string,
  never?: RegExp,
): DocumentAttack => {
  const made = () => {
    const data = bytes()
    return typeof data === 'string' ? strToU8(data) : data
  }
  return { title, format, outcome, bytes: made, ...(never === undefined ? {} : { never }) }
}

const entityBomb = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(50)}">${'bcdefgh'
  .split('')
  .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefg'[at]};`.repeat(50)}">`)
  .join('')}]>`
const fileEntity = '<!DOCTYPE x [<!ENTITY h SYSTEM "file:///etc/passwd">]>'
const nested = (tag: string, depth: number) => `<${tag}>`.repeat(depth) + `</${tag}>`.repeat(depth)
const zeros = (megabytes: number) => new Uint8Array(megabytes * 1024 * 1024)

/** An archive whose directory gives every file this size, whatever it has. */
function claiming(size: number, archive: Uint8Array): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset)
  for (let at = 0; at < archive.length - 46; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true)
  }
  return archive
}

const word = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

export const documentAttacks: readonly DocumentAttack[] = [
  attack('a Word document that says it is 160 MB', 'docx', 'too_large', () => claiming(160_000_000, docx(word('x')))),
  attack('many files of 20 MB', 'xlsx', 'too_large', () =>
    claiming(
      20_000_000,
      zip(Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`xl/worksheets/sheet${at}.xml`, '']))),
    ),
  ),
  attack('an archive that says it is small', 'docx', 'unsupported', () =>
    claiming(10, zip({ 'word/document.xml': zeros(20) })),
  ),
  attack('an archive that says it is 4 GB', 'docx', 'too_large', () => claiming(0xffffffff, docx(word('x')))),
  attack('an archive of 6,000 files', 'epub', 'too_large', () =>
    zip(Object.fromEntries(Array.from({ length: 6000 }, (_, at) => [`${at}.xhtml`, '']))),
  ),
  attack('an archive cut off', 'docx', 'unsupported', () => docx(word('x')).subarray(0, 300)),
  attack('an archive of noise', 'pptx', 'unsupported', () => new Uint8Array(100_000).fill(0x50)),
  attack('an empty archive', 'xlsx', 'unsupported', () => zip({})),
  attack('paths that climb out', 'epub', 'unsupported', () =>
    zip({ 'META-INF/container.xml': '<rootfile full-path="../../../etc/passwd"/>' }),
  ),
  attack('an entity bomb in Word', 'docx', 'unsupported', () => docx(word('&h;'), entityBomb), /haha/),
  attack('a file entity in Word', 'docx', 'unsupported', () => docx(word('&h;'), fileEntity), /root:/),
  attack(
    'an entity bomb in a workbook',
    'xlsx',
    'read',
    () => xlsx('<row><c t="s"><v>0</v></c></row>', { prolog: entityBomb, strings: '<si><t>&h;</t></si>' }),
    /haha/,
  ),
  attack(
    'an entity bomb in a feed',
    'feed',
    'read',
    () => `<?xml version="1.0"?>${entityBomb}<rss version="2.0"><channel><title>&h;</title></channel></rss>`,
    /haha/,
  ),
  attack(
    'a file entity in a feed',
    'feed',
    'unsupported',
    () => `${fileEntity}<rss version="2.0"><channel><title>&h;</title></channel></rss>`,
  ),
  attack('Word nested 100,000 deep', 'docx', 'unsupported', () => docx(nested('w:tbl', 100_000))),
  attack('a slide nested 300,000 deep', 'pptx', 'read', () => pptx(nested('p:sp', 300_000))),
  attack('a book nested 20,000 deep', 'epub', 'read', () => epub(`${nested('div', 20_000)}end`)),
  attack(
    'a feed nested 100,000 deep',
    'feed',
    'unsupported',
    () => `<rss version="2.0"><channel>${nested('a', 100_000)}</channel></rss>`,
  ),
  attack('a cell in the last corner', 'xlsx', 'read', () =>
    xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'),
  ),
  attack('a column beyond counting', 'xlsx', 'read', () =>
    xlsx(`<row><c r="${'Z'.repeat(50)}1"><v>1</v></c><c r="A1"><v>2</v></c></row>`),
  ),
  attack('a row of 100,000 cells', 'xlsx', 'read', () => xlsx(`<row>${'<c><v>1</v></c>'.repeat(100_000)}</row>`)),
  attack('100,000 rows', 'xlsx', 'read', () => xlsx('<row><c><v>1</v></c></row>'.repeat(100_000))),
  attack('a cell of 10 MB', 'xlsx', 'read', () =>
    xlsx(`<row><c t="inlineStr"><is><t>${'x'.repeat(10_000_000)}</t></is></c></row>`),
  ),
  attack('a date beyond time', 'xlsx', 'read', () =>
    xlsx('<row><c s="0"><v>1e300</v></c></row>', { styles: '<cellXfs><xf numFmtId="14"/></cellXfs>' }),
  ),
  attack('JSON nested 500,000 deep', 'json', 'too_large', () => '['.repeat(500_000) + ']'.repeat(500_000)),
  attack(
    'JSON that indentation makes huge',
    'json',
    'read',
    () => `${'['.repeat(2000)}${Array.from({ length: 20_000 }, () => '1').join(',')}${']'.repeat(2000)}`,
  ),
  attack('JSON that is none', 'json', 'read', () => '{"a": '),
  attack('JSON that ends its fence', 'json', 'read', () => '{"a":"```\\n# evil"}', /\n# evil/),
  attack('500,000 JSON lines', 'jsonl', 'read', () => '{"a":1}\n'.repeat(500_000)),
  attack('a quote that never ends', 'csv', 'read', () => `a,b\n"${'x,\n'.repeat(1_000_000)}`),
  attack('a line of a million fields', 'csv', 'read', () => 'x,'.repeat(1_000_000)),
  attack('a million quotes', 'csv', 'read', () => '"'.repeat(1_000_001)),
  attack('a million rows', 'csv', 'read', () => 'a,b\n'.repeat(1_000_000)),
  attack(
    'a feed of 50,000 entries',
    'feed',
    'read',
    () => `<rss version="2.0"><channel>${'<item><title>x</title></item>'.repeat(50_000)}</channel></rss>`,
  ),
  attack('a feed cut off', 'feed', 'unsupported', () => '<rss version="2.0"><channel><item><title>x'),
  attack(
    'a feed with script',
    'feed',
    'read',
    () =>
      '<rss version="2.0"><channel><item><title>x</title><link>javascript:alert(1)</link><description>&lt;script&gt;evil()&lt;/script&gt;</description></item></channel></rss>',
    /javascript:|<script/,
  ),
  attack('a PDF cut off', 'pdf', 'unsupported', () => '%PDF-1.7\n1 0 obj <<'),
  attack('a PDF of noise', 'pdf', 'unsupported', () => `%PDF-1.4\n${'\u0001\u0002x<<>>[['.repeat(50_000)}`),
  attack(
    'a PDF whose pages are their own parents',
    'pdf',
    'read',
    () =>
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>endobj\ntrailer<</Root 1 0 R>>',
  ),
  attack('a PDF that draws a million words', 'pdf', 'read', () => pdf(`BT /F1 9 Tf ${'(x) Tj '.repeat(300_000)} ET`)),
  attack('a PDF of 1,500 pages', 'pdf', 'read', () =>
    pdf(...Array.from({ length: 1500 }, (_, at) => `BT /F1 9 Tf (page ${at}) Tj ET`)),
  ),
  attack('an image of noise', 'image', 'unsupported', () => new Uint8Array(100_000).fill(0xff)),
  attack('a JPEG whose EXIF points nowhere', 'image', 'unsupported', () =>
    Buffer.from('ffd8ffe10018457869660000 4d4d002a ffffffff ffffffffffffffff'.replaceAll(' ', ''), 'hex'),
  ),
  attack('EXIF that is its own continuation', 'image', 'read', () => jpeg(8, 8, tiff('Camera', 8))),
  attack('EXIF that is longer than it is', 'image', 'read', () => jpeg(8, 8, tiff('Camera', 0, 0xffffffff))),
  attack(
    'an SVG of a million texts',
    'image',
    'read',
    () => `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">${'<text>x</text>'.repeat(1_000_000)}</svg>`,
  ),
  attack('Markdown of a million headings', 'markdown', 'read', () => '# x\n'.repeat(1_000_000)),
  attack('Markdown that never ends its front matter', 'markdown', 'read', () => `---\n${'a: b\n'.repeat(500_000)}`),
  attack('text of broken characters', 'text', 'read', () => new Uint8Array(1_000_000).fill(0xc3)),
]
