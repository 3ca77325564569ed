import { z } from 'zod'
import { readDate } from './dates.ts'
import type { SearchResult } from './engine.ts'
import { oneLine } from './one-line.ts'
import { plainText } from './plain-text.ts'

/** Most entries of one answer that are looked at: no engine is asked for more than 50. */
const mostEntries = 300

/** Most characters that are kept of a field. */
const longest = { title: 300, content: 4000, media: 100, link: 2000 }

/** A field of text that may be missing, null or of another kind. */
export const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? '')

/** An address that can be opened; with any other its entry is unusable. */
export const webAddress = z.string().transform((value, ctx) => {
  const url = URL.parse(value.trim())
  const usable =
    url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '' && url.href.length <= longest.link
  if (usable) return url.href
  ctx.addIssue('not an http address')
  return z.NEVER
})

/** The entries of a list that fit a schema, and how many did not. */
export interface Entries<Entry> {
  readonly entries: readonly Entry[]
  readonly dropped: number
}

/**
 * Reads the list at a path of an answer, leniently: absent or null is empty, JSON inside a string is read (some services
 * encode a list or its entries twice), and an entry that does not fit is left out and counted.
 */
export function readEntries<Entry>(
  body: unknown,
  path: readonly string[],
  schema: z.ZodType<Entry, unknown>,
): Entries<Entry> {
  const list = path.reduce((value, key) => member(value, key), decoded(body))
  const all = Array.isArray(list) ? list.slice(0, mostEntries) : []
  const entries = all.flatMap((entry) => {
    const read = schema.safeParse(decoded(entry))
    return read.success ? [read.data] : []
  })
  return { entries, dropped: all.length - entries.length }
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return decoded(new Map<string, unknown>(Object.entries(value)).get(key))
}

/** What a string of JSON holds, up to twice encoded; any other value as it is. */
function decoded(value: unknown): unknown {
  let current = value
  for (let depth = 0; depth < 2 && typeof current === 'string' && /^\s*[[{"]/.test(current); depth += 1) {
    try {
      current = JSON.parse(current)
    } catch {
      return current
    }
  }
  return current
}

/** What an engine knows of a result; `link` has passed `webAddress`. */
type Fields = Partial<Omit<SearchResult, 'published'>> & { readonly link: string; readonly published?: unknown }

/** A result of plain fields: every text one line, a title always there, icons only from the web. */
export function plainResult({
  title = '',
  content = '',
  media = '',
  icon = '',
  published,
  ...rest
}: Fields): SearchResult {
  return {
    ...rest,
    title: oneLine(title).slice(0, longest.title) || rest.link,
    content: oneLine(content).slice(0, longest.content),
    media: oneLine(media).slice(0, longest.media) || (URL.parse(rest.link)?.hostname ?? ''),
    icon: /^https?:\/\//i.test(icon) ? icon : '',
    published: readDate(published),
  }
}

/** A result whose title and content may hold markup. */
export function htmlResult(fields: Fields): SearchResult {
  return plainResult({ ...fields, title: plainText(fields.title ?? ''), content: plainText(fields.content ?? '') })
}

/** The note about entries that were left out, where there are any. */
export function droppedNote(engine: string, dropped: number): string[] {
  if (dropped === 0) return []
  return [
    `${engine}: ${dropped} ${dropped === 1 ? 'entry was' : 'entries were'} left out, for want of a usable address.`,
  ]
}
