import type { Limits } from './limits.ts'
import type { Transport } from './transport.ts'

/** Header names in lower case; repeated fields joined with a comma. */
export type Headers = Readonly<Record<string, string>>

/** What stays the same over all requests of one fetch: redirects, revalidations, robots.txt. */
export interface Call {
  readonly limits: Limits
  /** Aborts on the caller's cancellation and at the total deadline. */
  readonly signal: AbortSignal
  /** The total deadline as a time (Date.now), for deciding whether a wait is worth it. */
  readonly deadline: number
  readonly transport: Transport
  /** Skip stored responses and ask caches on the way to do the same. */
  readonly noCache: boolean
}

/** One response, its body read, decompressed and within the limit. */
export interface Response {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
  /** `revalidated`: stored, and confirmed by the server just now. */
  readonly fromCache: false | 'fresh' | 'revalidated'
}

/** One request and its response for a checked URL. The network, manners, robots.txt and the cache are each one, wrapped around the next. */
export type Exchange = (url: URL, headers: Headers, call: Call) => Promise<Response>
