import { decodeText } from '../charset.ts'
import { FormatError, type FormatParser } from './format.ts'
import { escapeHtml } from './xml.ts'

/** Entries shown, and characters of each entry's text: a feed is for finding, its pages are for reading. */
const maxEntries = 100
const maxEntryChars = 1000

interface Entry {
  readonly title: string
  readonly link: string
  readonly date: string
  readonly author: string
  readonly html: string
}

interface Feed {
  readonly title: string
  readonly description: string
  readonly language: string
  readonly entries: readonly Entry[]
}

type Value = string | { readonly value?: string | undefined } | undefined

/** Atom texts carry their type beside their value. */
function textOf(value: Value): string {
  return (typeof value === 'string' ? value : value?.value) ?? ''
}

function words(value: Value): string {
  return textOf(value)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

async function parse(text: string): Promise<Feed> {
  const { parseFeed } = await import('feedsmith')
  const { format, feed } = parseFeed(text)
  const entry = (title: Value, link = '', date = '', author = '', html: Value = ''): Entry => ({
    title: words(title),
    link,
    date,
    author,
    html: textOf(html),
  })
  if (format === 'atom') {
    const alternate = (links: readonly { href?: string; rel?: string }[] = []) =>
      (links.find(({ rel }) => rel === undefined || rel === 'alternate') ?? links[0])?.href
    const entries = (feed.entries ?? []).map((each) =>
      entry(
        each.title,
        alternate(each.links),
        each.published ?? each.updated,
        each.authors?.[0]?.name,
        each.summary ?? each.content,
      ),
    )
    return { title: words(feed.title), description: words(feed.subtitle), language: '', entries }
  }
  if (format === 'json') {
    const entries = (feed.items ?? []).map((each) =>
      entry(
        each.title,
        each.url,
        each.date_published,
        each.authors?.[0]?.name,
        each.summary ?? each.content_html ?? escapeHtml(each.content_text ?? ''),
      ),
    )
    return { title: feed.title ?? '', description: feed.description ?? '', language: feed.language ?? '', entries }
  }
  if (format === 'rdf') {
    const entries = (feed.items ?? []).map((each) =>
      entry(each.title, each.link, each.dc?.dates?.[0], each.dc?.creators?.[0], each.description),
    )
    return { title: feed.title ?? '', description: words(feed.description), language: '', entries }
  }
  const entries = (feed.items ?? []).map((each) =>
    entry(
      each.title,
      each.link ?? each.guid?.value,
      each.pubDate,
      each.dc?.creators?.[0] ?? each.authors?.[0]?.name,
      each.description ?? each.content?.encoded,
    ),
  )
  return { title: feed.title ?? '', description: words(feed.description), language: feed.language ?? '', entries }
}

function entryHtml({ title, link, date, author, html }: Entry): string {
  const name = escapeHtml(title === '' ? link : title)
  const heading = link === '' ? name : `<a href="${escapeHtml(link)}">${name}</a>`
  const by = [date, author]
    .filter((part) => part !== '')
    .map(escapeHtml)
    .join(' · ')
  const plain = words(html)
  const text = plain.length > maxEntryChars ? `${plain.slice(0, maxEntryChars)} …` : plain
  return `<h2>${heading}</h2>${by === '' ? '' : `<p><em>${by}</em></p>`}<p>${text}</p>`
}

/** RSS, RDF, Atom and JSON feeds: their entries with date, author and the beginning of their text. */
export const parseFeedDocument: FormatParser = async ({ bytes, contentType }) => {
  const { text } = decodeText(bytes, contentType)
  const feed = await parse(text).catch((cause: unknown) => {
    throw new FormatError('unsupported', 'The feed is damaged and cannot be read.', { cause })
  })
  const shown = feed.entries.slice(0, maxEntries)
  const left = feed.entries.length - shown.length
  return {
    title: feed.title,
    description: feed.description,
    language: feed.language === '' ? undefined : feed.language,
    body: { html: shown.map(entryHtml).join('\n') },
    notices: left > 0 ? [`${left} older entries are left out.`] : [],
  }
}
