import { type Answer, findStatement, type ProviderError, providerError } from '@sensorium/provider'
import { z } from 'zod'
import { since } from '../dates.ts'
import type { Engine } from '../engine.ts'
import { createPace } from '../pace.ts'
import { plainText } from '../plain-text.ts'
import { keywords } from '../query-text.ts'
import { droppedNote, htmlResult, readEntries, text, webAddress } from '../records.ts'
import { below, createService } from '../service.ts'
import type { SourceOptions } from './source.ts'

const record = z.object({
  link: webAddress,
  title: text,
  body: text,
  score: z.number().catch(0),
  answer_count: z.number().catch(0),
  accepted_answer_id: z.number().optional().catch(undefined),
  creation_date: z.number().catch(0),
  content_license: text,
  owner: z.object({ display_name: text }).catch({ display_name: '' }),
})

const wrapper = z.object({ backoff: z.number().optional(), quota_remaining: z.number().optional() })

/** Questions match every word: more than these find nothing. */
const mostWords = 8

const day = 86_400_000

/** Questions of Stack Exchange sites (CONTRACTS 5): 300 calls a day without a key, and every `backoff` obeyed. */
export function createStackExchange({ baseUrl, network, userAgent }: SourceOptions): Engine {
  const pace = createPace('stackexchange', 300, day)
  const service = createService({ name: 'stackexchange', network, headers: { 'user-agent': userAgent }, pace, judge })
  return {
    name: 'stackexchange',
    async search(query, options) {
      const from = since(query.recency)
      const site = siteOf(query.domain)
      const params = {
        q: keywords(query.text, mostWords).join(' '),
        site,
        order: 'desc',
        sort: 'relevance',
        filter: 'withbody',
        pagesize: query.count,
        fromdate: from === undefined ? undefined : Math.floor(from.getTime() / 1000),
      }
      const body = await service.json(below(baseUrl, 'search/advanced'), { params }, options)
      const { backoff = 0, quota_remaining } = wrapper.safeParse(body).data ?? {}
      pace.hold(quota_remaining === 0 ? day - (Date.now() % day) : backoff * 1000)
      const { entries, dropped } = readEntries(body, ['items'], record)
      return {
        results: entries.map((item) =>
          htmlResult({
            title: item.title,
            link: item.link,
            content: `${standing(item)} ${item.body}`,
            published: item.creation_date,
            credit: `${plainText(item.owner.display_name) || 'a contributor'} on ${new URL(item.link).hostname}, ${item.content_license || 'CC BY-SA'}`,
          }),
        ),
        unfiltered: ['location'],
        notes: droppedNote('stackexchange', dropped),
      }
    },
  }
}

function standing({ score, answer_count, accepted_answer_id }: z.output<typeof record>): string {
  const answers = answer_count === 1 ? '1 answer' : `${answer_count} answers`
  return `[score ${score}, ${answers}${accepted_answer_id === undefined ? '' : ', one accepted'}]`
}

/** The site that a domain filter means; Stack Overflow unless it names another. */
function siteOf(domain: string | undefined): string {
  return (
    /^(?:(.+)\.stackexchange|(superuser|serverfault|askubuntu|stackapps))\.com$|^(mathoverflow\.net)$/
      .exec(domain ?? '')
      ?.slice(1)
      .find((name) => name !== undefined) ?? 'stackoverflow'
  )
}

const failure = z.object({ error_name: z.string(), error_message: text })

/** Failures are `{error_id, error_name, error_message}`; a throttled caller is told the seconds in a sentence. */
function judge(answer: Answer): ProviderError | undefined {
  const good = answer.status >= 200 && answer.status < 300
  const said = failure.safeParse(answer.body).data
  if (said === undefined) return good ? undefined : providerError(answer, findStatement(answer.body, false))
  const seconds = /available in (\d+) seconds/.exec(said.error_message)?.[1]
  const headers = seconds === undefined ? answer.headers : { ...answer.headers, 'retry-after': seconds }
  return providerError(
    { ...answer, headers },
    { code: said.error_name, message: said.error_message },
    { throttle_violation: { kind: 'quota' }, temporarily_unavailable: { kind: 'server' } },
  )
}
