import {
  type BigmodelWebSearchRequest,
  bigmodel,
  bigmodelWebSearch,
  createClient,
  type Endpoint,
  type Network,
} from '@sensorium/provider'
import type { Engine } from './engine.ts'
import { type GlmAnswer, glmAnswer, readGlm } from './glm.ts'
import { shortenQuery } from './query-text.ts'
import { callPolicy } from './service.ts'

const endpoint: Endpoint<BigmodelWebSearchRequest, GlmAnswer> = { ...bigmodelWebSearch, read: readGlm }

/** Longest query that BigModel takes, in characters. */
const longest = 70

/** BigModel's web search with a user's key; it has no location (CONTRACTS 2). */
export function createBigmodel(options: {
  key: string
  baseUrl?: string | undefined
  network: Network
  searchEngine: BigmodelWebSearchRequest['search_engine']
}): Engine {
  const client = createClient({ vendor: bigmodel, ...options, ...callPolicy })
  const { searchEngine } = options
  return {
    name: 'bigmodel',
    async search(query, { signal, timeoutMs }) {
      const text = shortenQuery(query.text, longest)
      const answer = await client.call(
        endpoint,
        {
          search_engine: searchEngine,
          search_query: text,
          search_intent: false,
          // Sogou takes whole tens only.
          count: searchEngine === 'search_pro_sogou' ? Math.ceil(query.count / 10) * 10 : query.count,
          content_size: query.contentSize,
          ...(query.domain === undefined ? {} : { search_domain_filter: query.domain }),
          search_recency_filter: query.recency,
        },
        { signal, limits: { totalMs: timeoutMs } },
      )
      const { notes, ...rest } = glmAnswer('bigmodel', answer, ['location'])
      if (text === query.text) return { ...rest, notes }
      return { ...rest, notes: [...notes, `bigmodel takes ${longest} characters: it was asked for “${text}”.`] }
    },
  }
}
