import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import CachePolicy from 'http-cache-semantics'
import type { Exchange, Headers, Response } from './exchange.ts'
import { flatten, isHarmless } from './headers.ts'
import { createLru } from './lru.ts'

interface Stored {
  readonly policy: CachePolicy
  readonly status: number
  readonly body: Packed
}

/** A body as it is kept: text is packed, which makes room for several times as many pages and costs a millisecond a megabyte. */
interface Packed {
  readonly bytes: Uint8Array
  /** Bytes of the body itself. */
  readonly size: number
  readonly isPacked: boolean
}

/** Smaller bodies are kept as they are. */
const packedFrom = 16_384
const fast = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

function pack(bytes: Uint8Array): Packed {
  const size = bytes.length
  if (size >= packedFrom) {
    const packed = zstdCompressSync(bytes, fast)
    // Sliced, since a buffer may be a view of a much larger one.
    if (packed.length < size * 0.7) return { bytes: Uint8Array.from(packed), size, isPacked: true }
  }
  return { bytes: bytes.slice(), size, isPacked: false }
}

/** The body as its own memory, so that no caller can change or detach what is stored. */
function unpack({ bytes, isPacked }: Packed): Uint8Array {
  return isPacked ? Uint8Array.from(zstdDecompressSync(bytes)) : bytes.slice()
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

function reuse({ policy, status, body }: Stored, fromCache: 'fresh' | 'revalidated'): Response {
  return { status, headers: flatten(policy.responseHeaders()), bytes: unpack(body), fromCache }
}

/**
 * Wraps an exchange in a bounded store by the rules of RFC 9111: max-age, revalidation by ETag and Last-Modified,
 * Vary, stale-if-error. Requests with a header that may be a credential pass by it.
 */
export function withCache(exchange: Exchange, capacity: number): Exchange {
  const store = createLru<Stored>(capacity, ({ body }) => body.bytes.length + overhead)

  const keep = (key: string, policy: CachePolicy, { status, bytes }: Response) => {
    if (policy.storable()) store.set(key, { policy, status, body: pack(bytes) })
    else store.delete(key)
  }

  return async (url, headers, call) => {
    if (!Object.keys(headers).every(isHarmless)) return await exchange(url, headers, call)
    const key = keyOf(url)
    const asked = (sent: Headers) => ({ url: key, method: 'GET', headers: sent })
    const stored = call.noCache ? undefined : store.get(key)

    if (stored === undefined || stored.body.size > call.limits.bytes) {
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
