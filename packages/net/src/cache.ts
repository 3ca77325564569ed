import CachePolicy from 'http-cache-semantics'
import type { Exchange, Headers, Response } from './exchange.ts'
import { flatten, isHarmless } from './headers.ts'
import { createLru } from './lru.ts'

interface Stored {
  readonly policy: CachePolicy
  readonly status: number
  readonly bytes: Uint8Array
}

/**
 * `shared`, because one store serves every caller of the process: private responses are not kept.
 * No heuristic freshness: without a max-age the server is asked each time, which an ETag makes cheap,
 * since an agent that reads documentation wants today's.
 */
const rules = { shared: true, cacheHeuristic: 0 } as const

/** Bytes a stored response is counted as beside its body: headers and bookkeeping. */
const overhead = 2048

function keyOf(url: URL): string {
  const bare = new URL(url)
  bare.hash = ''
  return bare.href
}

/** The bytes are copied out, so that no caller can change or detach what is stored. */
function reuse({ policy, status, bytes }: Stored, fromCache: 'fresh' | 'revalidated'): Response {
  return { status, headers: flatten(policy.responseHeaders()), bytes: bytes.slice(), fromCache }
}

/**
 * Wraps an exchange in a bounded store by the rules of RFC 9111: max-age, revalidation by ETag and Last-Modified,
 * Vary, stale-if-error. Requests with a header that may be a credential pass by it.
 */
export function withCache(exchange: Exchange, capacity: number): Exchange {
  const store = createLru<Stored>(capacity, ({ bytes }) => bytes.length + overhead)

  const keep = (key: string, policy: CachePolicy, { status, bytes }: Response) => {
    if (policy.storable()) store.set(key, { policy, status, bytes: bytes.slice() })
    else store.delete(key)
  }

  return async (url, headers, call) => {
    if (!Object.keys(headers).every(isHarmless)) return await exchange(url, headers, call)
    const key = keyOf(url)
    const asked = (sent: Headers) => ({ url: key, method: 'GET', headers: sent })
    const stored = call.noCache ? undefined : store.get(key)

    if (stored === undefined || stored.bytes.length > call.limits.bytes) {
      const sent = call.noCache ? { ...headers, 'cache-control': 'no-cache' } : headers
      const response = await exchange(url, sent, call)
      keep(key, new CachePolicy(asked(headers), response, rules), response)
      return response
    }
    if (stored.policy.satisfiesWithoutRevalidation(asked(headers))) return reuse(stored, 'fresh')

    const conditional = flatten(stored.policy.revalidationHeaders(asked(headers)))
    const response = await exchange(url, conditional, call)
    const { policy, modified } = stored.policy.revalidatedPolicy(asked(conditional), response)
    if (modified) {
      keep(key, policy, response)
      return response
    }
    const confirmed: Stored = { ...stored, policy }
    store.set(key, confirmed)
    return reuse(confirmed, 'revalidated')
  }
}
