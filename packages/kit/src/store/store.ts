/**
 * What gateways share: counters that expire, daily tallies, and small texts such as who owns a session. One process needs memory only; with Redis, several
 * gateways behind one address count as one (DESIGN section 8).
 */
export interface Store extends AsyncDisposable {
  readonly kind: 'memory' | 'file' | 'redis'
  /**
   * Adds one to a counter that starts anew `windowMs` after its first count.
   *
   * @throws Error when the store cannot be reached within a second
   */
  readonly count: (key: string, windowMs: number) => Promise<Count>
  /** Adds one to a field of a day's tally; days are kept for forty days. */
  readonly tally: (day: string, field: string) => Promise<void>
  readonly tallies: (day: string) => Promise<ReadonlyMap<string, number>>
  /** Keeps a small text for `ttlMs`. */
  readonly keep: (key: string, value: string, ttlMs: number) => Promise<void>
  /** Reads a kept text, and keeps it for another `ttlMs` where given; undefined when it is not there any more. */
  readonly recall: (key: string, ttlMs?: number) => Promise<string | undefined>
  readonly forget: (key: string) => Promise<void>
}

export interface Count {
  /** Counted so far in this window, this one included. */
  readonly count: number
  /** Milliseconds until the counter starts anew. */
  readonly resetMs: number
}

const dayMs = 24 * 3_600_000
export const tallyKeptMs = 40 * dayMs
let lastDay = { number: 0, text: '1970-01-01' }

/** A calendar day in UTC, `2026-11-22`: quotas mean the same wherever a gateway runs. */
export function dayOf(time: number): string {
  const number = Math.floor(time / dayMs)
  // Asked at every call, and nearly always for the same day.
  if (number !== lastDay.number) lastDay = { number, text: new Date(time).toISOString().slice(0, 10) }
  return lastDay.text
}
