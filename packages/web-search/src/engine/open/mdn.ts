import { z } from 'zod'
import type { Engine } from '../engine.ts'
import { plainText } from '../plain-text.ts'
import { keywords, shortenQuery } from '../query-text.ts'
import { droppedNote, plainResult, readEntries, text } from '../records.ts'
import { below, createService } from '../service.ts'
import type { SourceOptions } from './source.ts'

const record = z.object({ mdn_url: z.string().startsWith('/'), title: text, summary: text })

/** MDN's own search (CONTRACTS 5), which is not an official interface: what it refuses is one source less. */
export function createMdn({ baseUrl, network, userAgent }: SourceOptions): Engine {
  const service = createService({ name: 'mdn', network, headers: { 'user-agent': userAgent } })
  return {
    name: 'mdn',
    async search(query, options) {
      const params = { q: shortenQuery(keywords(query.text, 8).join(' '), 100), locale: 'en-US', size: query.count }
      const body = await service.json(below(baseUrl, 'api/v1/search'), { params }, options)
      const { entries, dropped } = readEntries(body, ['documents'], record)
      return {
        results: entries.map(({ mdn_url, title, summary }) =>
          plainResult({
            title,
            link: `https://developer.mozilla.org${mdn_url}`,
            content: plainText(summary),
            media: 'MDN',
            credit: 'MDN contributors, CC BY-SA 2.5',
          }),
        ),
        unfiltered: ['recency', 'location'],
        notes: droppedNote('mdn', dropped),
      }
    },
  }
}
