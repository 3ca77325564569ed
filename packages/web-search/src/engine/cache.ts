import type { SharedMemory } from '@sensorium/kit'
import QuickLRU from 'quick-lru'
import { readAnswers, writeAnswers } from './answer-text.ts'
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
  readonly get: (key: string) => Promise<readonly Attempt[] | undefined>
  readonly keep: (key: string, attempts: readonly Attempt[], recency: Recency) => void
}

/** Outcomes kept in this process, and whole answers also where other gateways find them. */
export function createCache(shared?: SharedMemory): Cache {
  const kept = new QuickLRU<string, readonly Attempt[]>({ maxSize: most })
  return {
    get: async (key) => {
      const text = kept.has(key) ? undefined : await shared?.recall(key)
      return text === undefined ? kept.get(key) : readAnswers(text)
    },
    keep: (key, attempts, recency) => {
      const maxAge = freshMs(attempts, recency)
      if (maxAge <= 0) return
      kept.set(key, attempts, { maxAge })
      const text = writeAnswers(attempts)
      if (text !== undefined) void shared?.keep(key, text, maxAge)
    },
  }
}
