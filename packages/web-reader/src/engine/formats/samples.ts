import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'

/** Documents made for tests, as small as their formats permit. */
export function zip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const entries = Object.entries(files).map(([name, data]) => [name, typeof data === 'string' ? strToU8(data) : data])
  return zipSync(Object.fromEntries(entries), { level: 1 })
}

const relationships = (...links: readonly (readonly [id: string, type: string, target: string])[]): string => {
  const base = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const each = links.map(([id, type, target]) => `<Relationship Id="${id}" Type="${base}/${type}" Target="${target}"/>`)
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`
}

const contentTypes = (...parts: readonly (readonly [path: string, type: string])[]): string => {
  const each = parts.map(
    ([path, type]) =>
      `<Override PartName="${path}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
  )
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${each.join('')}</Types>`
}

const core =
  '<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:title>The title</dc:title><dc:creator>Ada</dc:creator></cp:coreProperties>'

/** A Word document of the given body markup. */
export function docx(body: string, prolog = ''): Uint8Array {
  return zip({
    '[Content_Types].xml': contentTypes(['/word/document.xml', 'wordprocessingml.document.main']),
    '_rels/.rels': relationships(['r1', 'officeDocument', 'word/document.xml']),
    'docProps/core.xml': core,
    'word/document.xml': `<?xml version="1.0"?>${prolog}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  })
}

/** A workbook of one sheet with the given rows markup. */
export function xlsx(rows: string, { strings = '', styles = '', prolog = '' } = {}): Uint8Array {
  return zip({
    '[Content_Types].xml': contentTypes(['/xl/workbook.xml', 'spreadsheetml.sheet.main']),
    'docProps/core.xml': core,
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="Prices" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': relationships(['r1', 'worksheet', 'worksheets/sheet1.xml']),
    'xl/sharedStrings.xml': `${prolog}<sst>${strings}</sst>`,
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
  })
}

/** A presentation of one slide with notes. */
export function pptx(slide: string, notes = ''): Uint8Array {
  return zip({
    '[Content_Types].xml': contentTypes(['/ppt/presentation.xml', 'presentationml.presentation.main']),
    'docProps/core.xml': core,
    'ppt/presentation.xml':
      '<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>',
    'ppt/_rels/presentation.xml.rels': relationships(['r1', 'slide', 'slides/slide1.xml']),
    'ppt/slides/slide1.xml': `<p:sld xmlns:p="p" xmlns:a="a">${slide}</p:sld>`,
    'ppt/slides/_rels/slide1.xml.rels': relationships(['r1', 'notesSlide', '../notesSlides/notesSlide1.xml']),
    'ppt/notesSlides/notesSlide1.xml': `<p:notes xmlns:p="p" xmlns:a="a">${notes}</p:notes>`,
  })
}

/** A book of the given chapters. */
export function epub(...chapters: readonly string[]): Uint8Array {
  const items = chapters.map(
    (_, at) => `<item id="c${at}" href="text/c${at}.xhtml" media-type="application/xhtml+xml"/>`,
  )
  const refs = chapters.map((_, at) => `<itemref idref="c${at}"/>`)
  return zip({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
    'OEBPS/book.opf': `<package><metadata><dc:title>The book</dc:title><dc:creator>Ada</dc:creator><dc:language>en</dc:language></metadata><manifest>${items.join('')}</manifest><spine>${refs.join('')}</spine></package>`,
    ...Object.fromEntries(
      chapters.map((chapter, at) => [`OEBPS/text/c${at}.xhtml`, `<html><body>${chapter}</body></html>`]),
    ),
  })
}

/** A PDF of the given page contents, in PDF's own drawing language; F1 is Helvetica, F2 Courier. */
export function pdf(...pages: readonly string[]): Uint8Array {
  const kids = pages.map((_, at) => `${5 + at * 2} 0 R`).join(' ')
  const fonts = '<< /Font << /F1 3 0 R /F2 4 0 R >> >>'
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
    ...pages.flatMap((content, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources ${fonts} /Contents ${6 + at * 2} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = body.length
    body += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  return strToU8(
    `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF`,
    true,
  )
}

/** Draws one line of text. */
export function drawn(text: string, x: number, y: number, size = 12, font = 'F1'): string {
  return `BT /${font} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`
}

/** A PNG of one grey colour, `width` by `height`. */
export function png(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const framed = Buffer.alloc(12 + data.length)
    framed.writeUInt32BE(data.length, 0)
    framed.write(type, 4, 'latin1')
    framed.set(data, 8)
    return framed
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const pixels = deflateSync(Buffer.alloc(height * (width + 1)))
  const sign = Buffer.from('89504e470d0a1a0a', 'hex')
  return new Uint8Array(
    Buffer.concat([sign, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]),
  )
}

/** A JPEG's headers with the given TIFF structure as its EXIF; it has no pixels. */
export function jpeg(width: number, height: number, tiff: Uint8Array): Uint8Array {
  const segment = (marker: number, data: Uint8Array): Buffer => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(data.length + 2, 2)
    return Buffer.concat([head, data])
  }
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 1)
  frame.writeUInt16BE(width, 3)
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const [start, end] = [Buffer.from('ffd8', 'hex'), Buffer.from('ffd9', 'hex')]
  return new Uint8Array(Buffer.concat([start, segment(0xe1, exif), segment(0xc0, frame), end]))
}

/** EXIF that says who made the camera; `next` is where it says that more follows. */
export function tiff(make: string, next = 0, count = make.length + 1): Uint8Array {
  const data = Buffer.alloc(26 + make.length + 1)
  data.write('MM\0*', 0, 'latin1')
  data.writeUInt32BE(8, 4)
  data.writeUInt16BE(1, 8)
  data.writeUInt16BE(0x010f, 10)
  data.writeUInt16BE(2, 12)
  data.writeUInt32BE(count, 14)
  data.writeUInt32BE(26, 18)
  data.writeUInt32BE(next, 22)
  data.write(make, 26, 'latin1')
  return data
}
