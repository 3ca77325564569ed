import {
  createClient,
  type Endpoint,
  type Network,
  type ZaiWebSearchRequest,
  zai,
  zaiWebSearch,
} from '@sensorium/provider'
import type { Engine } from './engine.ts'
import { type GlmAnswer, glmAnswer, readGlm } from './glm.ts'
import { callPolicy } from './service.ts'

const endpoint: Endpoint<ZaiWebSearchRequest, GlmAnswer> = { ...zaiWebSearch, read: readGlm }

/** Z.AI's web search with a user's key; it has no location and no content size (CONTRACTS 2). */
export function createZai(options: { key: string; baseUrl?: string | undefined; network: Network }): Engine {
  const client = createClient({ vendor: zai, ...options, ...callPolicy })
  return {
    name: 'zai',
    async search(query, { signal, timeoutMs }) {
      const answer = await client.call(
        endpoint,
        {
          search_engine: 'search-prime',
          search_query: query.text,
          count: query.count,
          ...(query.domain === undefined ? {} : { search_domain_filter: query.domain }),
          search_recency_filter: query.recency,
        },
        { signal, limits: { totalMs: timeoutMs } },
      )
      return glmAnswer('zai', answer, ['location'])
    },
  }
}
