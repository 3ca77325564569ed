import type { CodeTable, Network } from '@sensorium/provider'
import { z } from 'zod'
import { contentChars } from './budget.ts'
import { since } from './dates.ts'
import type { Engine } from './engine.ts'
import { droppedNote, htmlResult, readEntries, text, webAddress } from './records.ts'
import { below, createService } from './service.ts'

const record = z.object({ url: webAddress, title: text, text, publishedDate: text, author: text, favicon: text })

const codes: CodeTable = {
  402: { kind: 'account', say: 'Top up at dashboard.exa.ai, or raise the budget of the key' },
}

/** Exa (CONTRACTS 5). */
export function createExa({ key, baseUrl, network }: { key: string; baseUrl: string; network: Network }): Engine {
  const service = createService({ name: 'exa', network, key, headers: { 'x-api-key': key }, codes })
  return {
    name: 'exa',
    async search(query, options) {
      const from = since(query.recency)
      const json = {
        query: query.text,
        numResults: query.count,
        contents: { text: { maxCharacters: contentChars[query.contentSize] } },
        ...(query.domain === undefined ? {} : { includeDomains: [query.domain] }),
        ...(from === undefined ? {} : { startPublishedDate: from.toISOString() }),
        ...(query.location === undefined ? {} : { userLocation: query.location.toUpperCase() }),
      }
      const body = await service.json(below(baseUrl, 'search'), { json }, options)
      const { entries, dropped } = readEntries(body, ['results'], record)
      return {
        results: entries.map(({ url, favicon, publishedDate, title, text }) =>
          htmlResult({ title, link: url, content: text, icon: favicon, published: publishedDate }),
        ),
        unfiltered: [],
        notes: droppedNote('exa', dropped),
      }
    },
  }
}
