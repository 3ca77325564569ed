import { FormatError, type FormatParser } from './format.ts'
import { firstText, readXml } from './xml.ts'
import { resolvePath, textOf, unzip } from './zip.ts'

/** Characters of all chapters together. */
const maxChars = 8_000_000

/** The book's package document, named by its container (EPUB 3.3 section 4.2.6.3). */
function packagePath(container: string): string {
  let path = ''
  readXml(container, {
    open: (name, attributes) => {
      if (name === 'rootfile' && path === '') path = attributes['full-path'] ?? ''
    },
  })
  return path
}

/** Paths of the chapters in reading order. */
function spine(opf: string, path: string): string[] {
  const items = new Map<string, string>()
  const chapters: string[] = []
  readXml(opf, {
    open: (name, attributes) => {
      const { id = '', href = '', idref = '', linear } = attributes
      if (name === 'item' && /xhtml|html/.test(attributes['media-type'] ?? '')) items.set(id, resolvePath(path, href))
      const chapter = name === 'itemref' && linear !== 'no' ? items.get(idref) : undefined
      if (chapter !== undefined) chapters.push(chapter)
    },
  })
  return chapters
}

function bodyOf(xhtml: string): string {
  const start = xhtml.search(/<body[\s>]/i)
  const end = xhtml.lastIndexOf('</body')
  return start < 0 ? xhtml : xhtml.slice(xhtml.indexOf('>', start) + 1, end < 0 ? undefined : end)
}

/** Books in EPUB: their chapters in reading order. */
export const parseEpub: FormatParser = async ({ bytes }) => {
  const files = await unzip(bytes, (name) => /\.(?:xml|opf|x?html?)$/i.test(name))
  const path = packagePath(textOf(files, 'META-INF/container.xml'))
  const opf = textOf(files, path)
  const chapters = spine(opf, path)
  if (chapters.length === 0) throw new FormatError('unsupported', 'The book is damaged: it names no chapters.')
  const shown: string[] = []
  let length = 0
  for (const chapter of chapters) {
    const body = bodyOf(textOf(files, chapter))
    length += body.length
    if (length > maxChars) break
    shown.push(body)
  }
  const left = chapters.length - shown.length
  return {
    title: firstText(opf, 'title'),
    author: firstText(opf, 'creator'),
    description: firstText(opf, 'description'),
    published: firstText(opf, 'date'),
    language: firstText(opf, 'language'),
    body: { html: shown.join('\n<hr>\n') },
    notices: left > 0 ? [`The last ${left} of ${chapters.length} chapters are left out.`] : [],
  }
}
