import type { Network } from '@sensorium/provider'
import { z } from 'zod'
import { windowNames } from './dates.ts'
import type { Engine } from './engine.ts'
import { droppedNote, htmlResult, readEntries, text, webAddress } from './records.ts'
import { below, createService } from './service.ts'

const record = z.object({
  url: webAddress,
  title: text,
  content: text,
  publishedDate: text,
  engines: z.array(z.string()).catch([]),
})

const languages = { cn: 'zh-CN', us: 'en-US' } as const

const codes = {
  403: {
    kind: 'authentication',
    say: 'Allow JSON on the instance: `search.formats` in its settings.yml must list json',
  },
} as const

/**
 * A SearXNG of the user's own (CONTRACTS 5). The engines behind it honour `site:` and the time range as they please, so
 * both are filtered here as well.
 */
export function createSearxng({ baseUrl, network }: { baseUrl: string; network: Network }): Engine {
  const service = createService({ name: 'searxng', network, codes })
  return {
    name: 'searxng',
    async search(query, options) {
      const params = {
        q: query.domain === undefined ? query.text : `${query.text} site:${query.domain}`,
        format: 'json',
        time_range: windowNames[query.recency],
        language: query.location === undefined ? undefined : languages[query.location],
      }
      const body = await service.json(below(baseUrl, 'search'), { params }, options)
      const { entries, dropped } = readEntries(body, ['results'], record)
      const silent = readEntries(body, ['unresponsive_engines'], z.tuple([z.string()], z.unknown())).entries
      return {
        results: entries.map(({ url, publishedDate, engines, title, content }) =>
          htmlResult({ title, link: url, content, published: publishedDate, sources: engines }),
        ),
        unfiltered: ['recency'],
        notes: [
          ...droppedNote('searxng', dropped),
          ...(silent.length === 0 ? [] : [`searxng: no answer from ${silent.map(([name]) => name).join(', ')}.`]),
        ],
      }
    },
  }
}
