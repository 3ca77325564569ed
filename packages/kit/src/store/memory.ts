import { type Count, dayOf, type Store, tallyKeptMs } from './store.ts'

interface Counter {
  count: number
  readonly resetAt: number
}

interface Kept {
  readonly value: string
  readonly until: number
}

const sweepMs = 60_000

/** Counts in this process; forgotten with it. */
export function createMemoryStore(): Store {
  const counters = new Map<string, Counter>()
  const days = new Map<string, Map<string, number>>()
  const texts = new Map<string, Kept>()
  const sweep = () => {
    const now = Date.now()
    for (const [key, { resetAt }] of counters) if (resetAt <= now) counters.delete(key)
    for (const [key, { until }] of texts) if (until <= now) texts.delete(key)
    const oldest = dayOf(now - tallyKeptMs)
    for (const day of days.keys()) if (day < oldest) days.delete(day)
  }
  const sweeper = setInterval(sweep, sweepMs)
  sweeper.unref()

  return {
    kind: 'memory',
    count: async (key, windowMs): Promise<Count> => {
      const now = Date.now()
      const known = counters.get(key)
      const counter = known === undefined || known.resetAt <= now ? { count: 0, resetAt: now + windowMs } : known
      counter.count += 1
      counters.set(key, counter)
      return { count: counter.count, resetMs: counter.resetAt - now }
    },
    tally: async (day, field) => {
      const tally = days.get(day) ?? new Map<string, number>()
      days.set(day, tally.set(field, (tally.get(field) ?? 0) + 1))
    },
    tallies: async (day) => new Map(days.get(day)),
    keep: async (key, value, ttlMs) => void texts.set(key, { value, until: Date.now() + ttlMs }),
    recall: async (key, ttlMs) => {
      const kept = texts.get(key)
      if (kept === undefined || kept.until <= Date.now()) return undefined
      if (ttlMs !== undefined) texts.set(key, { ...kept, until: Date.now() + ttlMs })
      return kept.value
    },
    forget: async (key) => void texts.delete(key),
    [Symbol.asyncDispose]: async () => clearInterval(sweeper),
  }
}
