import { FormatError, type FormatParser } from './format.ts'
import { firstText } from './xml.ts'
import { textOf, unzip } from './zip.ts'

/** The parts that text, lists, tables, links and notes need; pictures, fonts and macros stay packed. */
const wanted =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml|word\/(?:document|styles|numbering|footnotes|endnotes|comments|_rels\/[^/]+)\.?(?:xml|rels)?)$/

/** Word's own names of code, quotation and title styles, beside mammoth's defaults. */
const styleMap = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='HTML Preformatted'] => pre:separator('\n')",
  "p[style-name='Source Code'] => pre:separator('\n')",
  "p[style-name='Code'] => pre:separator('\n')",
  "r[style-name='Verbatim Char'] => code",
]

/** Word seldom marks a table's head; a table of Markdown cannot be without, and its first row nearly always is one. */
function withTableHeads(html: string): string {
  return html.replace(/<table><tr>([\s\S]*?)<\/tr>/g, (_all, row: string) => {
    return `<table><tr>${row.replace(/<(\/?)td\b/g, '<$1th')}</tr>`
  })
}

/** Word documents. Unpacked within bounds and packed again, so that the library meets no bomb. */
export const parseDocx: FormatParser = async ({ bytes }) => {
  const files = await unzip(bytes, (name) => wanted.test(name))
  const [{ zipSync }, { default: mammoth }] = await Promise.all([import('fflate'), import('mammoth')])
  const buffer = Buffer.from(zipSync(Object.fromEntries(files), { level: 0 }))
  const core = textOf(files, 'docProps/core.xml')
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer },
      { styleMap, convertImage: mammoth.images.imgElement(async () => ({ src: '' })), externalFileAccess: false },
    )
    return {
      title: firstText(core, 'title'),
      author: firstText(core, 'creator'),
      published: firstText(core, 'modified'),
      body: { html: withTableHeads(value) },
    }
  } catch (cause) {
    throw new FormatError('unsupported', 'The Word document is damaged and cannot be read.', { cause })
  }
}
