import type { CodeTable, Network } from '@sensorium/provider'
import { z } from 'zod'
import type { Engine, Recency } from './engine.ts'
import { shortenQuery } from './query-text.ts'
import { droppedNote, htmlResult, readEntries, text, webAddress } from './records.ts'
import { below, createService } from './service.ts'

const site = z.object({ name: text, img: text }).catch({ name: '', img: '' })
const meta = z.object({ hostname: text, favicon: text }).catch({ hostname: '', favicon: '' })

const record = z.object({
  url: webAddress,
  title: text,
  description: text,
  extra_snippets: z.array(z.string()).catch([]),
  page_age: text,
  age: text,
  profile: site,
  meta_url: meta,
})

const freshness: Readonly<Record<Recency, string | undefined>> = {
  oneDay: 'pd',
  oneWeek: 'pw',
  oneMonth: 'pm',
  oneYear: 'py',
  noLimit: undefined,
}

const codes: CodeTable = {
  SUBSCRIPTION_TOKEN_INVALID: { kind: 'authentication', say: 'Check BRAVE_API_KEY' },
  SUBSCRIPTION_NOT_FOUND: { kind: 'authentication', say: 'Check BRAVE_API_KEY' },
  OPTION_NOT_IN_PLAN: { kind: 'account' },
  RESOURCE_NOT_ALLOWED: { kind: 'account' },
  RATE_LIMITED: { kind: 'rate' },
  QUOTA_LIMITED: { kind: 'quota' },
}

const most = 20
/** A query may hold 50 words; `site:` is one of them. */
const mostWords = 49

/** Brave Search (CONTRACTS 5): at most 20 results; the domain goes into the query as `site:`. */
export function createBrave({ key, baseUrl, network }: { key: string; baseUrl: string; network: Network }): Engine {
  const service = createService({ name: 'brave', network, key, headers: { 'x-subscription-token': key }, codes })
  return {
    name: 'brave',
    async search(query, options) {
      const suffix = query.domain === undefined ? '' : ` site:${query.domain}`
      const text = shortenQuery(query.text, 400 - suffix.length)
        .split(' ')
        .slice(0, mostWords)
        .join(' ')
      const params = {
        q: text + suffix,
        count: Math.min(query.count, most),
        freshness: freshness[query.recency],
        country: query.location?.toUpperCase(),
      }
      const body = await service.json(below(baseUrl, 'res/v1/web/search'), { params }, options)
      const { entries, dropped } = readEntries(body, ['web', 'results'], record)
      return {
        results: entries.map((entry) =>
          htmlResult({
            title: entry.title,
            link: entry.url,
            content: [entry.description, ...entry.extra_snippets].join(' … '),
            media: entry.profile.name || entry.meta_url.hostname,
            icon: entry.meta_url.favicon || entry.profile.img,
            published: entry.page_age || entry.age,
          }),
        ),
        unfiltered: [],
        notes: droppedNote('brave', dropped),
      }
    },
  }
}
