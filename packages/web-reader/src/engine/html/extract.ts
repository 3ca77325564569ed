import { dropBoilerplate } from './boilerplate.ts'
import { dropUnseen, placeStreamedSegments } from './hidden.ts'
import { mainContent } from './main.ts'
import type { Link, WriteOptions } from './markdown/context.ts'
import { write } from './markdown/write.ts'
import { readMetadata } from './metadata.ts'
import { parseHtml } from './parse.ts'

/** A page as read from HTML; plain data, since it crosses a thread. */
export interface Extracted {
  readonly title: string
  readonly description: string | undefined
  readonly published: string | undefined
  readonly author: string | undefined
  readonly language: string | undefined
  /** The main content, as Markdown or plain text. */
  readonly content: string
  readonly links: readonly Link[]
  readonly images: readonly Link[]
  /** True when the page has more elements than are read. */
  readonly truncated: boolean
}

/** Reads the main content of an HTML page. Pure; time is linear in the page's length. */
export function extract(html: string, url: string, options: WriteOptions): Extracted {
  const { root, truncated } = parseHtml(html)
  const { title, description, published, author, language, base } = readMetadata(root, url)
  placeStreamedSegments(root)
  dropUnseen(root)
  dropBoilerplate(root)
  const { text, links, images } = write(mainContent(root), base, options)
  return { title, description, published, author, language, content: text, links, images, truncated }
}
