import { ToolError } from '../errors.ts'
import type { Logger } from '../log.ts'
import type { Identity } from '../server/service.ts'
import { createMemoryStore } from '../store/memory.ts'
import { type Count, dayOf, type Store } from '../store/store.ts'
import type { LostStorePolicy } from './lost-store.ts'
import { readTallies, tallyField, type Usage } from './usage.ts'

/** Holds callers to what their key grants, and keeps count of what they use. */
export interface Governor extends AsyncDisposable {
  /**
   * Counts a call in; every gateway on the same store counts as one.
   *
   * @throws ToolError `rate_limited` or `quota_exhausted` with the time to wait, `unavailable` when the store is lost
   *   and the operator chose to refuse
   */
  readonly admit: (identity: Identity, server: string, tool: string) => Promise<void>
  /** Calls of a day, by key, server and tool. */
  readonly usage: (day: string) => Promise<Usage[]>
  /** What kind of store counts, and whether it answered when it was last asked. */
  readonly store: () => { readonly kind: Store['kind']; readonly reachable: boolean }
}

const minuteMs = 60_000
const dayMs = 24 * 3_600_000

export function createGovernor(store: Store, whenLost: LostStorePolicy, log: Logger): Governor {
  const local = createMemoryStore()
  let reachable = true
  const orLocal = async <T>(ask: (from: Store) => Promise<T>): Promise<T> => {
    try {
      const answer = await ask(store)
      reachable = true
      return answer
    } catch (error) {
      reachable = false
      if (whenLost === 'refuse') {
        throw new ToolError('unavailable', 'The store that holds limits and quotas cannot be reached.', {
          cause: error,
        })
      }
      log.debug('store-lost', { error })
      return ask(local)
    }
  }

  /** Throws what `refusal` makes of the count when it exceeds `limit`. */
  const hold = async (
    key: string,
    windowMs: number,
    limit: number,
    refusal: (limit: number, counted: Count) => ToolError,
  ): Promise<void> => {
    const counted = await orLocal((from) => from.count(key, windowMs))
    if (counted.count > limit) throw refusal(limit, counted)
  }

  return {
    admit: async ({ principal, grant }, server, tool) => {
      const day = dayOf(Date.now())
      const { perMinute, perDay, perDayOf } = grant ?? {}
      if (perMinute !== undefined) await hold(`minute:${principal}`, minuteMs, perMinute, overRate)
      // The narrower first: what a tool's own quota refuses is not taken from the quota of all.
      const ofTool = perDayOf?.[tool]
      if (ofTool !== undefined) {
        await hold(`day:${day}:${principal}:${tool}`, dayMs, ofTool, (limit) => overQuota(limit, `calls of ${tool}`))
      }
      if (perDay !== undefined) {
        await hold(`day:${day}:${principal}`, dayMs, perDay, (limit) => overQuota(limit, 'calls'))
      }
      await orLocal((from) => from.tally(day, tallyField(principal, server, tool)))
    },
    usage: async (day) => readTallies(await orLocal((from) => from.tallies(day))),
    store: () => ({ kind: store.kind, reachable }),
    [Symbol.asyncDispose]: async () => {
      await local[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    },
  }
}

function overRate(perMinute: number, { resetMs }: Count): ToolError {
  return new ToolError('rate_limited', `This key may make ${perMinute} calls a minute.`, {
    hint: 'Wait, or ask the operator of this server for a higher limit.',
    retryAfterMs: resetMs,
  })
}

function overQuota(perDay: number, what: string): ToolError {
  return new ToolError('quota_exhausted', `This key may make ${perDay} ${what} a day; today's are used up.`, {
    hint: 'The quota starts anew at 00:00 UTC; the operator of this server can raise it.',
    retryAfterMs: dayMs - (Date.now() % dayMs),
  })
}
