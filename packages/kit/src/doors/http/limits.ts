/** Bounds of the HTTP door; every one has a release (DESIGN section 3). */
export interface HttpLimits {
  /** Largest request body, bytes. */
  readonly bodyBytes: number
  /** Requests of one principal in flight at once; more get 429. */
  readonly concurrentPerPrincipal: number
  /** Refused keys of one address a minute; more get 429. */
  readonly refusedKeysPerMinute: number
  /** Open sessions and SSE streams of one principal, and of all. */
  readonly sessionsPerPrincipal: number
  readonly sessions: number
  /** A session without a request for so long is closed, ms. */
  readonly sessionIdleMs: number
  /** Time for a request's headers and for the whole of its body, ms. */
  readonly headersMs: number
  readonly requestMs: number
  /** A client that takes none of what waits for it for so long is let go, ms. */
  readonly unreadMs: number
  /** Time that calls in flight get to finish on SIGTERM, ms. */
  readonly drainMs: number
}

export const defaultLimits: HttpLimits = {
  // A 10 MB image is 13.4 MB in base64; anything larger comes by path or URL.
  bodyBytes: 16 * 1024 * 1024,
  concurrentPerPrincipal: 64,
  refusedKeysPerMinute: 60,
  sessionsPerPrincipal: 1_000,
  sessions: 20_000,
  sessionIdleMs: 15 * 60_000,
  headersMs: 15_000,
  requestMs: 60_000,
  unreadMs: 60_000,
  drainMs: 25_000,
}
