import { FormatError, type FormatParser } from './format.ts'
import { bodySize, pageHtml } from './pdf/blocks.ts'
import { type Line, type Piece, toLines } from './pdf/line.ts'
import { linkAreas, withLinks } from './pdf/links.ts'
import { dropRunning } from './pdf/running.ts'

/** Pages, pieces of text and milliseconds spent on one document; what is beyond is said to be left out. */
const maxPages = 1000
const maxPieces = 500_000
const budgetMs = 8000

interface TextItem {
  readonly str: string
  readonly transform: readonly number[]
  readonly width: number
  readonly fontName: string
}

function toPiece(item: TextItem, styles: Readonly<Record<string, { fontFamily?: string }>>): Piece {
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = item.transform
  const size = Math.hypot(c, d) || Math.hypot(a, b) || 1
  const fixedPitch = styles[item.fontName]?.fontFamily === 'monospace'
  return { text: item.str, x, y, width: item.width, size, fixedPitch }
}

function damaged(cause: unknown): FormatError {
  const locked = cause instanceof Error && cause.name === 'PasswordException'
  const message = locked ? 'The PDF is locked with a password.' : 'The PDF is damaged and cannot be read.'
  return new FormatError('unsupported', message, { cause })
}

/** PDF: text by page, with headings by font size, lists, tables, code and links; nothing is drawn and no script runs. */
export const parsePdf: FormatParser = async ({ bytes }) => {
  const { getDocumentProxy } = await import('unpdf')
  const began = performance.now()
  // pdf.js takes the bytes away from their owner: it gets its own.
  const options = { isEvalSupported: false, enableXfa: false, disableFontFace: true, verbosity: 0 }
  const pdf = await getDocumentProxy(bytes.slice(), options).catch((cause: unknown) => {
    throw damaged(cause)
  })
  try {
    const pages: Line[][] = []
    let pieces = 0
    while (
      pages.length < Math.min(pdf.numPages, maxPages) &&
      pieces < maxPieces &&
      performance.now() - began < budgetMs
    ) {
      const page = await pdf.getPage(pages.length + 1)
      const [content, annotations] = await Promise.all([page.getTextContent(), page.getAnnotations()])
      const items = content.items.filter((item) => 'str' in item)
      const links = linkAreas(annotations)
      pieces += items.length
      const drawn = items.slice(0, maxPieces).map((item) => toPiece(item, content.styles))
      pages.push(toLines(links.length === 0 ? drawn : drawn.flatMap((piece) => withLinks(piece, links))))
      page.cleanup()
    }
    const { info } = await pdf.getMetadata().catch(() => ({ info: {} }))
    return { ...describe(info), ...compose(pages, pdf.numPages) }
  } catch (cause) {
    throw damaged(cause)
  } finally {
    await pdf.loadingTask.destroy()
  }
}

function describe(info: object): { title?: string; author?: string; published?: string } {
  const text = (name: string): string | undefined => {
    const value = Object.entries(info).find(([key]) => key === name)?.[1]
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
  }
  const [title, author] = [text('Title'), text('Author')]
  const date = /^D:(\d{4})(\d\d)(\d\d)/.exec(text('CreationDate') ?? '')
  return {
    ...(title === undefined ? {} : { title }),
    ...(author === undefined ? {} : { author }),
    ...(date === null ? {} : { published: `${date[1]}-${date[2]}-${date[3]}` }),
  }
}

function compose(pages: readonly Line[][], total: number): { body: { html: string }; notices: string[] } {
  const notices: string[] = []
  if (pages.length < total) notices.push(`Pages 1 to ${pages.length} of ${total} are shown; the rest is left out.`)
  if (pages.every((page) => page.length === 0)) {
    notices.push('The PDF holds no text, only pictures of it: it needs optical character recognition.')
  }
  const body = bodySize(pages)
  const paged = total > 1
  const parts = dropRunning(pages).map((lines, at) => {
    return `${paged ? `<h2>Page ${at + 1}</h2>` : ''}${pageHtml(lines, body, paged ? 3 : 2)}`
  })
  return { body: { html: parts.join('\n') }, notices }
}
