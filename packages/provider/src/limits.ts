/** Bounds of one call. The four clocks are separate, and the total one does not stop at the headers. */
export interface Limits {
  /** From the start of an attempt to a connected socket (name look-up, proxy and TLS included); milliseconds. */
  readonly connectMs: number
  /** From there to the head of the answer, so that sending the request counts too; milliseconds. */
  readonly headersMs: number
  /** Longest silence inside a body; milliseconds. */
  readonly idleMs: number
  /** The whole call: queue, every attempt, the waits between them, the body to its last byte; milliseconds. */
  readonly totalMs: number
  /** Bytes of an answer's body after decompression. */
  readonly maxBytes: number
  /** Bytes of a single event of a stream. */
  readonly maxEventBytes: number
}

export const defaultLimits: Limits = {
  connectMs: 10_000,
  headersMs: 120_000,
  idleMs: 120_000,
  totalMs: 300_000,
  maxBytes: 32 * 1024 * 1024,
  maxEventBytes: 4 * 1024 * 1024,
}

/** The longest time that a timer takes; more would fire at once. */
const longestMs = 2_147_483_647

/** The defaults, overlaid by each of `layers` in turn. */
export function mergeLimits(...layers: readonly (Partial<Limits> | undefined)[]): Limits {
  const limits: Limits = Object.assign({}, defaultLimits, ...layers)
  const bounded = (ms: number): number => Math.min(ms, longestMs)
  return {
    ...limits,
    connectMs: bounded(limits.connectMs),
    headersMs: bounded(limits.headersMs),
    idleMs: bounded(limits.idleMs),
    totalMs: bounded(limits.totalMs),
  }
}

/** How much of an error's body is read, and for how long: its status alone says enough. */
export function errorBounds(limits: Limits): { readonly maxBytes: number; readonly idleMs: number } {
  return { maxBytes: 256 * 1024, idleMs: Math.min(limits.idleMs, 5000) }
}
