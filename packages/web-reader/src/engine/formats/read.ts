import type { Document, WriteOptions } from '../document.ts'
import { write } from '../html/markdown/write.ts'
import { parseHtml } from '../html/parse.ts'
import { type Format, FormatError, type FormatParser, type Parsed, type Source } from './format.ts'
import { headingsOf } from './markdown-headings.ts'

/** The parser of each format but HTML, loaded when the first document of its kind arrives. */
const parsers: Readonly<Record<Exclude<Format, 'html' | 'unknown'>, () => Promise<FormatParser>>> = {
  markdown: async () => (await import('./text.ts')).parseMarkdown,
  text: async () => (await import('./text.ts')).parseText,
  json: async () => (await import('./json.ts')).parseJson,
  jsonl: async () => (await import('./json.ts')).parseJsonLines,
  csv: async () => (await import('./csv.ts')).parseCsv,
  feed: async () => (await import('./feed.ts')).parseFeedDocument,
  pdf: async () => (await import('./pdf.ts')).parsePdf,
  docx: async () => (await import('./docx.ts')).parseDocx,
  xlsx: async () => (await import('./xlsx.ts')).parseXlsx,
  pptx: async () => (await import('./pptx.ts')).parsePptx,
  epub: async () => (await import('./epub.ts')).parseEpub,
  image: async () => (await import('./image.ts')).parseImage,
}

function compose({ body, title, notices = [], ...about }: Parsed, url: string, options: WriteOptions): Document {
  if ('markdown' in body) {
    const headings = headingsOf(body.markdown)
    return { ...about, title: title ?? '', content: body.markdown, headings, links: [], images: [], notices }
  }
  const { root, truncated } = parseHtml(body.html)
  const { text, ...found } = write(root, url, options)
  const cut = truncated ? ['The document has more parts than are read; its end is missing.'] : []
  return { ...about, ...found, title: title ?? '', content: text, notices: [...notices, ...cut] }
}

/**
 * Reads a document of any format but HTML. Meant for a thread that can be ended: time and memory of every parser are
 * bounded, but not small.
 * @throws FormatError
 */
export async function readDocument(
  format: Exclude<Format, 'html'>,
  source: Source,
  options: WriteOptions,
): Promise<Document> {
  if (format === 'unknown') {
    const type = source.contentType.split(';')[0] ?? ''
    throw new FormatError(
      'unsupported',
      `This is a file of a type that is not read (${type === '' ? 'unlabelled binary' : type}).`,
    )
  }
  const parse = await parsers[format]()
  return compose(await parse(source), source.url, options)
}
