import { defineTool, image, ToolError, type ToolErrorCode, text } from '@sensorium/kit'
import { z } from 'zod'
import { type Page, ReadError, type ReadErrorKind, type Reader } from '../engine/reader.ts'
import { fragmentText } from '../engine/text-fragment.ts'
import { type Section, viewPage } from '../engine/view.ts'

/** What the tools of this server stand on. */
export interface ReaderDeps {
  readonly reader: Reader
}

const entry = z.object({ text: z.string(), url: z.string() })

const input = z.object({
  url: z.string().describe('Address of the page: http or https. A #fragment starts at that section.'),
  timeout: z.number().int().min(1).max(120).default(20).describe('Seconds for the whole reading.'),
  no_cache: z.boolean().default(false).describe('Read anew instead of from the cache.'),
  return_format: z.enum(['markdown', 'text']).default('markdown').describe('markdown, or text without any marks.'),
  retain_images: z.boolean().default(true).describe('Keep images as Markdown images.'),
  no_gfm: z.boolean().default(false).describe('Plain CommonMark: no pipe tables, strikethrough or task lists.'),
  keep_img_data_url: z.boolean().default(false).describe('Keep data: addresses of images.'),
  with_images_summary: z.boolean().default(false).describe('List all images at the end.'),
  with_links_summary: z.boolean().default(false).describe('List all links at the end.'),
  start_index: z.number().int().min(0).default(0).describe('Character to go on from, as the last result said.'),
  max_length: z
    .number()
    .int()
    .min(500)
    .max(1_000_000)
    .optional()
    .describe('Most characters of content; the default fits your client.'),
  section: z
    .string()
    .optional()
    .describe('Read one section only: its heading, or the beginning of it, or its fragment id.'),
})

const output = z.object({
  title: z.string(),
  url: z.string(),
  description: z.string().optional(),
  published: z.string().optional(),
  author: z.string().optional(),
  /** How it was read, in one line. */
  source: z.string(),
  notices: z.array(z.string()),
  /** Headings with their positions, on the first part of a long page. */
  outline: z.array(z.string()),
  content: z.string(),
  /** The image itself, when the address is one. */
  picture: z
    .object({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array), mimeType: z.string() })
    .optional(),
  /** How to go on, when something was left out. */
  more: z.string().optional(),
  images: z.array(entry).optional(),
  links: z.array(entry).optional(),
})

const codes: Readonly<Record<ReadErrorKind, ToolErrorCode>> = {
  invalid_url: 'invalid_input',
  not_allowed: 'blocked',
  blocked: 'blocked',
  not_found: 'not_found',
  unauthorized: 'unauthorized',
  rate_limited: 'rate_limited',
  timeout: 'timeout',
  too_large: 'too_large',
  unsupported: 'invalid_input',
  unavailable: 'unavailable',
}

export const webReader = defineTool<typeof input, typeof output, ReaderDeps>({
  name: 'webReader',
  title: 'Read a web page',
  description:
    'Read a web page and return its main content as Markdown: text, headings, code blocks, tables and links, without menus and adverts. ' +
    'Use it for any http(s) address whose content you need: documentation, articles, issues, forum threads, PDF. ' +
    'A long page comes in parts: the first has an outline; go on with start_index, or jump with section. ' +
    'It reads public pages only, without login, and does not search: use a web search to find addresses.',
  input,
  output,
  response: 'text',
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  timeoutMs: ({ timeout }) => timeout * 1000 + 2000,
  examples: [
    { title: 'Read a documentation page', input: { url: 'https://nodejs.org/api/fs.html' } },
    { title: 'Read one section of it', input: { url: 'https://nodejs.org/api/fs.html', section: 'File system flags' } },
    { title: 'Go on with a long page', input: { url: 'https://nodejs.org/api/fs.html', start_index: 18950 } },
  ],
  handler: async (asked, { deps, signal, caller }) => {
    const page = await read(asked, deps.reader, caller.vendorKey, signal)
    const view = viewPage(page, {
      start: asked.start_index,
      most: asked.max_length ?? Math.max(2000, caller.resultChars - 1500),
      section: sectionOf(asked.section, asked.url),
    })
    return {
      title: page.title,
      url: page.url,
      description: page.description,
      published: page.published,
      author: page.author,
      source: `${page.format}, ${page.content.length} characters, read by ${page.engine}${page.rendered ? ', rendered with Chromium' : ''}${page.cached ? ' (cached)' : ''}`,
      notices: [...page.notices, ...view.notices],
      outline: view.outline,
      content: view.content,
      picture: page.picture,
      more: view.more,
      images: asked.with_images_summary ? [...page.images] : undefined,
      links: asked.with_links_summary ? [...page.links] : undefined,
    }
  },
  render: ({
    title,
    url,
    description,
    published,
    author,
    source,
    notices,
    outline,
    content,
    picture,
    more,
    images,
    links,
  }) => {
    const facts = Object.entries({
      Title: title,
      URL: url,
      Description: description,
      Author: author,
      Published: published,
      Source: source,
    })
    const header = facts.flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [`${name}: ${value.slice(0, 500)}`],
    )
    const page = [
      [...header, ...notices.map((notice) => `Note: ${notice}`)].join('\n'),
      ...(outline.length === 0 ? [] : [`Outline (start_index of each section):\n${outline.join('\n')}`]),
      '---',
      content === '' ? '(The page has no readable content.)' : content,
      ...(more === undefined ? [] : [`---\n${more}`]),
      ...summary('Images', images),
      ...summary('Links', links),
    ].join('\n\n')
    return picture === undefined ? page : [text(page), image(picture.bytes, picture.mimeType)]
  },
})

async function read(
  asked: z.output<typeof input>,
  reader: Reader,
  vendorKey: string | undefined,
  signal: AbortSignal,
): Promise<Page> {
  const options = {
    format: asked.return_format,
    images: asked.retain_images,
    gfm: !asked.no_gfm,
    dataImages: asked.keep_img_data_url,
  }
  const summaries = { images: asked.with_images_summary, links: asked.with_links_summary }
  try {
    return await reader.read(
      { url: asked.url, options, summaries, vendorKey, noCache: asked.no_cache, timeoutMs: asked.timeout * 1000 },
      signal,
    )
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    throw new ToolError(codes[error.kind], error.message, {
      cause: error,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    })
  }
}

/** The section that was asked for by name or by the address's fragment; a fragment that leads nowhere is no error. */
function sectionOf(named: string | undefined, url: string): Section | undefined {
  if (named !== undefined) return { wanted: named, from: 'parameter' }
  const hash = URL.parse(url)?.hash.slice(1) ?? ''
  const words = fragmentText(hash)
  if (words !== undefined) return { wanted: words, from: 'text' }
  const [fragment = ''] = hash.split(':~:')
  return fragment === '' ? undefined : { wanted: fragment, from: 'fragment' }
}

function summary(name: string, entries: readonly { text: string; url: string }[] | undefined): string[] {
  if (entries === undefined) return []
  const unique = [...new Map(entries.map((one) => [one.url, one])).values()]
  const lines = unique.slice(0, 300).map(({ text, url }) => `- [${text.slice(0, 120)}](${url})`)
  const rest = unique.length > lines.length ? [`(${unique.length - lines.length} more)`] : []
  return [`${name}:\n${unique.length === 0 ? '(none)' : [...lines, ...rest].join('\n')}`]
}
