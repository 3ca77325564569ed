import { decodeText } from '../charset.ts'
import type { FormatParser } from './format.ts'

/** Front matter of a Markdown file: YAML between two lines of dashes, or TOML between plus signs. */
const frontMatter = /^(?:---|\+\+\+)\r?\n([\s\S]{0,20000}?)\r?\n(?:---|\+\+\+)\r?\n/

function field(matter: string, name: string): string | undefined {
  const value = new RegExp(`^${name}\\s*[:=]\\s*(.+)$`, 'im').exec(matter)?.[1]?.trim()
  const bare = value?.replace(/^(["'])(.*)\1$/, '$2')
  return bare === undefined || bare === '' ? undefined : bare
}

/** Markdown as it is; its front matter becomes metadata. */
export const parseMarkdown: FormatParser = async ({ bytes, contentType }) => {
  const { text } = decodeText(bytes, contentType)
  const [whole = '', matter = ''] = frontMatter.exec(text) ?? []
  const content = text.slice(whole.length)
  return {
    title: field(matter, 'title') ?? /^#[ \t]+(.+?)[ \t]*#*$/m.exec(content)?.[1],
    description: field(matter, 'description'),
    author: field(matter, 'author'),
    published: field(matter, 'date'),
    body: { markdown: content.trim() },
  }
}

/** Plain text as it is: source code, logs, RFCs, licences. */
export const parseText: FormatParser = async ({ bytes, contentType }) => {
  return { body: { markdown: decodeText(bytes, contentType).text.replace(/\r\n?/g, '\n').trimEnd() } }
}
