import { ProviderError } from '@sensorium/provider'
import { DomUtils, parseDocument } from 'htmlparser2'
import { z } from 'zod'
import { since } from '../dates.ts'
import type { Engine, SearchQuery } from '../engine.ts'
import { oneLine } from '../one-line.ts'
import { createPace } from '../pace.ts'
import { keywords } from '../query-text.ts'
import { droppedNote, plainResult, readEntries, webAddress } from '../records.ts'
import { below, createService } from '../service.ts'
import type { SourceOptions } from './source.ts'

const record = z.object({
  id: webAddress,
  title: z.string(),
  summary: z.string(),
  published: z.string(),
  authors: z.array(z.string()),
})

/** Every term must match. */
const mostWords = 8

/** arXiv's Atom interface (CONTRACTS 5): one call in three seconds, one at a time. */
export function createArxiv({ baseUrl, network, userAgent }: SourceOptions): Engine {
  const service = createService({
    name: 'arxiv',
    network,
    headers: { 'user-agent': userAgent, accept: 'application/atom+xml' },
    pace: createPace('arxiv', 1, 3000),
    concurrency: 1,
  })
  return {
    name: 'arxiv',
    async search(query, options) {
      const params = { ...termsOf(query), max_results: query.count, sortBy: 'relevance' }
      const xml = await service.text(below(baseUrl, 'api/query'), { params }, options)
      const { entries, dropped } = readEntries(readAtom(xml), [], record)
      return {
        results: entries.map(({ id, title, summary, published, authors }) =>
          plainResult({
            title,
            link: id.replace('http://', 'https://'),
            content: `${authors.slice(0, 4).join(', ')}${authors.length > 4 ? ' et al.' : ''}. ${summary}`,
            media: 'arXiv',
            published,
          }),
        ),
        unfiltered: ['location'],
        notes: droppedNote('arxiv', dropped),
      }
    },
  }
}

const identifier = /\b(?:arxiv:)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})\b/i

/** Papers by identifier, or every word anywhere, within the dates asked for. */
function termsOf({ text, recency }: SearchQuery): { id_list: string } | { search_query: string } {
  const id = identifier.exec(text)?.[1]
  if (id !== undefined) return { id_list: id }
  // What remains of a word holds nothing that the query language reads.
  const words = keywords(text).flatMap((word) => word.split(/[^\p{L}\p{N}]+/u).filter(Boolean))
  const terms = words.filter((word) => !/^(?:arxiv|papers?|preprints?|and|or|andnot)$/i.test(word))
  const all = (terms.length > 0 ? terms : words).slice(0, mostWords).map((word) => `all:${word}`)
  const from = since(recency)
  if (from !== undefined) all.push(`submittedDate:[${stamp(from)} TO ${stamp(new Date())}]`)
  return { search_query: all.join(' AND ') }
}

function stamp(date: Date): string {
  return date.toISOString().slice(0, 16).replace(/[-T:]/g, '')
}

/** The entries of an Atom feed; a failure comes as an entry too. */
function readAtom(xml: string): unknown[] {
  const feed = DomUtils.getElementsByTagName('feed', parseDocument(xml, { xmlMode: true }), true, 1)
  if (feed.length === 0) {
    throw new ProviderError('malformed', 'arxiv', 'the answer is no Atom feed; check the base URL')
  }
  const entries = DomUtils.getElementsByTagName('entry', feed)
  const fault = entries.find((entry) => first(entry, 'id').includes('/api/errors'))
  if (fault !== undefined) throw new ProviderError('parameters', 'arxiv', first(fault, 'summary').slice(0, 200))
  return entries.map((entry) => ({
    id: first(entry, 'id'),
    title: first(entry, 'title'),
    summary: first(entry, 'summary'),
    published: first(entry, 'published'),
    authors: DomUtils.getElementsByTagName('name', entry).map((name) => oneLine(DomUtils.textContent(name))),
  }))
}

type Node = Parameters<typeof DomUtils.getElementsByTagName>[1]

function first(nodes: Node, name: string): string {
  const found = DomUtils.getElementsByTagName(name, nodes, true, 1)[0]
  return found === undefined ? '' : oneLine(DomUtils.textContent(found))
}
