/** What a failed fetch is about; pinned by a test because callers map each to their own words. */
export const netErrorKinds = [
  /** Not an address we can fetch: unparseable, other scheme, user name inside, unusable port. */
  'invalid_url',
  /** The address policy refuses it: private, loopback, reserved, internal name. */
  'blocked',
  /** robots.txt asks automatic readers to stay away. */
  'disallowed',
  'dns',
  /** Refused, reset or cut off before the response was complete. */
  'connection',
  'tls',
  'timeout',
  'too_large',
  'too_many_redirects',
  /** The server's answer is not valid HTTP, or its body does not decode. */
  'protocol',
  /** The host, or our own limit for it, asks to wait: see `retryAfterMs`. */
  'rate_limited',
  /** The caller's signal aborted; `cause` is its reason. */
  'cancelled',
] as const

export type NetErrorKind = (typeof netErrorKinds)[number]

export interface NetErrorOptions {
  readonly url?: URL | string
  readonly retryAfterMs?: number
  readonly cause?: unknown
}

const brand = Symbol.for('sensorium.NetError')

/** The only error that fetching throws. Its message is safe to show: it says what to do and holds no query, user name or key. */
export class NetError extends Error {
  readonly kind: NetErrorKind
  /** The address concerned, without user name, query and fragment. */
  readonly url: string | undefined
  readonly retryAfterMs: number | undefined
  readonly [brand] = true

  constructor(kind: NetErrorKind, message: string, options: NetErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'NetError'
    this.kind = kind
    this.url = options.url === undefined ? undefined : redactUrl(options.url)
    this.retryAfterMs = options.retryAfterMs
  }

  /** Recognises a NetError by brand, since a bundle may hold the class twice. */
  static isInstance(value: unknown): value is NetError {
    return value instanceof Error && (value as { [brand]?: true })[brand] === true
  }
}

/** An address fit for messages and logs: scheme, host and path; user name, query and fragment are where secrets travel. */
export function redactUrl(url: URL | string): string {
  const parsed = typeof url === 'string' ? URL.parse(url) : url
  if (parsed === null) return '(unparseable address)'
  const path = parsed.pathname.length > 200 ? `${parsed.pathname.slice(0, 200)}…` : parsed.pathname
  return `${parsed.protocol}//${parsed.host}${path}${parsed.search === '' ? '' : '?…'}`
}
