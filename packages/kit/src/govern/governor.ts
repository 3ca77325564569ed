import { ToolError } from '../errors.ts'
import type { Logger } from '../log.ts'
import type { Identity } from '../server/service.ts'
import { createMemoryStore } from '../store/memory.ts'
import { type Count, dayOf, type Store } from '../store/store.ts'
import type { LostStorePolicy } from './lost-store.ts'

/** Holds callers to what their key grants, and keeps count of what they use. */
export interface Governor extends AsyncDisposable {
  /**
   * Counts a call in; every gateway on the same store counts as one.
   *
   * @throws ToolError `rate_limited` or `quota_exhausted` with the time to wait, `unavailable` when the store is lost
   *   and the operator chose to refuse
   */
  readonly admit: (identity: Identity, tool: string) => Promise<void>
  /** Calls of a day, by principal and tool. */
  readonly usage: (day: string) => Promise<Usage[]>
}

export interface Usage {
  readonly principal: string
  readonly tool: string
  readonly calls: number
}

const minuteMs = 60_000
const dayMs = 24 * 3_600_000
const separator = '\t'

export function createGovernor(store: Store, whenLost: LostStorePolicy, log: Logger): Governor {
  const local = createMemoryStore()
  const orLocal = async <T>(ask: (from: Store) => Promise<T>): Promise<T> => {
    try {
      return await ask(store)
    } catch (error) {
      if (whenLost === 'refuse') {
        throw new ToolError('unavailable', 'The store that holds limits and quotas cannot be reached.', {
          cause: error,
        })
      }
      log.debug('store-lost', { error })
      return ask(local)
    }
  }

  return {
    admit: async ({ principal, grant }, tool) => {
      const day = dayOf(Date.now())
      if (grant?.perMinute !== undefined) {
        const counted = await orLocal((from) => from.count(`minute:${principal}`, minuteMs))
        if (counted.count > grant.perMinute) throw overRate(grant.perMinute, counted)
      }
      if (grant?.perDay !== undefined) {
        const counted = await orLocal((from) => from.count(`day:${day}:${principal}`, dayMs))
        if (counted.count > grant.perDay) throw overQuota(grant.perDay)
      }
      await orLocal((from) => from.tally(day, `${principal}${separator}${tool}`))
    },
    usage: async (day) => {
      const tallies = await orLocal((from) => from.tallies(day))
      return [...tallies].map(([field, calls]) => {
        const [principal = '', tool = ''] = field.split(separator)
        return { principal, tool, calls }
      })
    },
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

function overQuota(perDay: number): ToolError {
  return new ToolError('quota_exhausted', `This key may make ${perDay} calls a day; today's are used up.`, {
    hint: 'The quota starts anew at 00:00 UTC; the operator of this server can raise it.',
    retryAfterMs: dayMs - (Date.now() % dayMs),
  })
}
