import type { Document, WriteOptions } from '../document.ts'
import { dropBoilerplate } from './boilerplate.ts'
import { dropUnseen, placeStreamedSegments } from './hidden.ts'
import { mainContent } from './main.ts'
import { write } from './markdown/write.ts'
import { readMetadata } from './metadata.ts'
import { parseHtml } from './parse.ts'

/** Reads the main content of an HTML page. Pure; time is linear in the page's length. */
export function extract(html: string, url: string, options: WriteOptions): Document {
  const { root, truncated } = parseHtml(html)
  const { title, description, published, author, language, base } = readMetadata(root, url)
  placeStreamedSegments(root)
  dropUnseen(root)
  dropBoilerplate(root)
  const { text, links, images, headings } = write(mainContent(root), base, options)
  const notices = truncated ? ['The page has more elements than are read; its end is missing.'] : []
  return { title, description, published, author, language, content: text, headings, links, images, notices }
}
