import { type Answer, findStatement, type Network, type ProviderError, providerError } from '@sensorium/provider'
import { z } from 'zod'
import { windowNames } from './dates.ts'
import type { Engine } from './engine.ts'
import { droppedNote, htmlResult, readEntries, text, webAddress } from './records.ts'
import { below, createService } from './service.ts'

const record = z.object({ url: webAddress, title: text, content: text, favicon: text, published_date: text })

const countries = { cn: 'china', us: 'united states' } as const

const most = 20

/** Tavily (CONTRACTS 5): at most 20 results. */
export function createTavily({ key, baseUrl, network }: { key: string; baseUrl: string; network: Network }): Engine {
  const headers = { authorization: `Bearer ${key}` }
  const service = createService({ name: 'tavily', network, key, headers, judge })
  return {
    name: 'tavily',
    async search(query, options) {
      const json = {
        query: query.text,
        max_results: Math.min(query.count, most),
        include_favicon: true,
        ...(query.recency === 'noLimit' ? {} : { time_range: windowNames[query.recency] }),
        ...(query.domain === undefined ? {} : { include_domains: [query.domain] }),
        ...(query.location === undefined ? {} : { country: countries[query.location] }),
      }
      const body = await service.json(below(baseUrl, 'search'), { json }, options)
      const { entries, dropped } = readEntries(body, ['results'], record)
      return {
        results: entries.map(({ url, favicon, published_date, title, content }) =>
          htmlResult({ title, link: url, content, icon: favicon, published: published_date }),
        ),
        unfiltered: [],
        notes: droppedNote('tavily', dropped),
      }
    },
  }
}

const detailed = z.object({ detail: z.object({ error: z.string() }) })

/** Its errors are `{detail: {error}}`, and its own statuses 432 and 433 say that a plan or its budget is used up. */
function judge(answer: Answer): ProviderError | undefined {
  const good = answer.status >= 200 && answer.status < 300
  const detail = detailed.safeParse(answer.body).data?.detail.error
  const said = detail === undefined ? findStatement(answer.body, good) : { message: detail }
  if (said === undefined && good) return undefined
  if (answer.status !== 432 && answer.status !== 433) return providerError(answer, said)
  return providerError(answer, { ...said, code: 'plan_limit' }, { plan_limit: { kind: 'quota' } })
}
