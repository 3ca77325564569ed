/**
 * What gateways share: counters that expire and daily tallies. One process needs memory only; with Redis, several
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
}

export interface Count {
  /** Counted so far in this window, this one included. */
  readonly count: number
  /** Milliseconds until the counter starts anew. */
  readonly resetMs: number
}

export const tallyKeptMs = 40 * 24 * 3_600_000

/** A calendar day in UTC, `2026-11-22`: quotas mean the same wherever a gateway runs. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
