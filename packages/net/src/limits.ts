/** Bounds of one fetch. Times are milliseconds; `totalMs` covers everything from the queue to the last byte. */
export interface Limits {
  readonly redirects: number
  /** Name look-up, TCP and TLS together. */
  readonly connectMs: number
  /** From the request's last byte to the end of the response's headers. */
  readonly headersMs: number
  /** Longest pause within a body. */
  readonly idleMs: number
  readonly totalMs: number
  /** Bytes of body after decompression. */
  readonly bytes: number
}

export const defaultLimits: Limits = {
  redirects: 10,
  connectMs: 10_000,
  headersMs: 15_000,
  idleMs: 10_000,
  totalMs: 30_000,
  bytes: 20 * 1024 * 1024,
}
