import QuickLRU from 'quick-lru'
import type { Recency } from './engine.ts'

const minute = 60_000

/** How long an answer stays fresh: the shorter the window asked for, the sooner it is out of date. Milliseconds. */
export const freshFor: Readonly<Record<Recency, number>> = {
  oneDay: 5 * minute,
  oneWeek: 15 * minute,
  oneMonth: 60 * minute,
  oneYear: 6 * 60 * minute,
  noLimit: 6 * 60 * minute,
}

/** Searches kept; one is at most about 150 KB. */
const most = 200

export interface Cache<Value> {
  readonly get: (key: string) => Value | undefined
  readonly set: (key: string, value: Value, recency: Recency) => void
}

export function createCache<Value>(): Cache<Value> {
  const kept = new QuickLRU<string, Value>({ maxSize: most })
  return {
    get: (key) => kept.get(key),
    set: (key, value, recency) => void kept.set(key, value, { maxAge: freshFor[recency] }),
  }
}
