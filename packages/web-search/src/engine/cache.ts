import QuickLRU from 'quick-lru'
import { type Attempt, hasResults } from './attempt.ts'
import type { Recency } from './engine.ts'

const minute = 60_000

/** How long an answer stays fresh: the shorter the window asked for, the sooner it is out of date. Milliseconds. */
const windows: Readonly<Record<Recency, number>> = {
  oneDay: 5 * minute,
  oneWeek: 15 * minute,
  oneMonth: 60 * minute,
  oneYear: 6 * 60 * minute,
  noLimit: 6 * 60 * minute,
}

/** An answer that something failed in may be better soon; kept at all, it spares those that did answer. */
const partialMs = 2 * minute

/** Searches kept; one is at most about 200 KB. */
const most = 200

/** Milliseconds for which an outcome is kept; 0 when it has no results. */
export function freshMs(attempts: readonly Attempt[], recency: Recency): number {
  if (!attempts.some(hasResults)) return 0
  const whole = attempts.every((attempt) => attempt.ok && attempt.answer.partial !== true)
  return whole ? windows[recency] : Math.min(partialMs, windows[recency])
}

export interface Cache {
  readonly get: (key: string) => readonly Attempt[] | undefined
  readonly keep: (key: string, attempts: readonly Attempt[], recency: Recency) => void
}

export function createCache(): Cache {
  const kept = new QuickLRU<string, readonly Attempt[]>({ maxSize: most })
  return {
    get: (key) => kept.get(key),
    keep: (key, attempts, recency) => {
      const maxAge = freshMs(attempts, recency)
      if (maxAge > 0) kept.set(key, attempts, { maxAge })
    },
  }
}
