/** What a failed call is about; pinned by a test because engines decide by it. */
export const providerErrorKinds = [
  'authentication',
  'account',
  'quota',
  'rate',
  'parameters',
  'content_policy',
  'server',
  'network',
  'timeout',
  'malformed',
  'cancelled',
] as const

export type ProviderErrorKind = (typeof providerErrorKinds)[number]

/** The stage of a call whose limit was exceeded. */
export type Stage = 'connect' | 'headers' | 'idle' | 'total'

export interface ProviderErrorDetails {
  /** The vendor's own code as text, or one of ours: `too_large`, `circuit_open`, `redirect`, `stream_cut`, `queue_full`. */
  readonly code?: string | undefined
  /** HTTP status of the answer, when there was one. */
  readonly status?: number | undefined
  /** The vendor's id of the request, for its support. */
  readonly requestId?: string | undefined
  /** The request's field at fault, as a path (`messages[0].content`). */
  readonly field?: string | undefined
  /** When a used-up quota comes back. */
  readonly resetAt?: Date | undefined
  /** Milliseconds after which the same call may succeed. */
  readonly retryAfterMs?: number | undefined
  /** For `timeout`: which limit it was. */
  readonly stage?: Stage | undefined
  /** Overrides what the kind implies. */
  readonly retryable?: boolean | undefined
  readonly cause?: unknown
}

const retryableKinds: ReadonlySet<ProviderErrorKind> = new Set(['rate', 'server', 'network', 'timeout'])
const brand = Symbol.for('sensorium.ProviderError')

/**
 * The only error this package throws on purpose. `message` is one line, starts with the vendor's name, holds no key and
 * no more than 500 characters of what the vendor said.
 */
export class ProviderError extends Error {
  readonly kind: ProviderErrorKind
  /** Name of the vendor or service that was called, e.g. `zai`. */
  readonly vendor: string
  readonly code: string | undefined
  readonly status: number | undefined
  readonly requestId: string | undefined
  readonly field: string | undefined
  readonly resetAt: Date | undefined
  readonly retryAfterMs: number | undefined
  readonly stage: Stage | undefined
  /** True when the same call, unchanged, may succeed later. */
  readonly retryable: boolean
  readonly [brand] = true

  constructor(kind: ProviderErrorKind, vendor: string, message: string, details: ProviderErrorDetails = {}) {
    super(`${vendor}: ${message}`, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'ProviderError'
    this.kind = kind
    this.vendor = vendor
    this.code = details.code
    this.status = details.status
    this.requestId = details.requestId
    this.field = details.field
    this.resetAt = details.resetAt
    this.retryAfterMs = details.retryAfterMs
    this.stage = details.stage
    this.retryable = details.retryable ?? retryableKinds.has(kind)
  }

  /** Recognises a ProviderError by brand, since a bundle may hold the class twice. */
  static isInstance(value: unknown): value is ProviderError {
    return value instanceof Error && brand in value
  }
}
