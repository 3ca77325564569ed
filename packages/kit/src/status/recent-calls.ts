import type { FinishedCall } from '../server/service.ts'

/** A finished call and when it ended. */
export interface RecentCall extends FinishedCall {
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** The last calls of this process, for its operator to look at. */
export interface RecentCalls {
  readonly add: (call: FinishedCall) => void
  /** The newest first. */
  readonly list: () => readonly RecentCall[]
}

const kept = 60

export function createRecentCalls(): RecentCalls {
  const ring: RecentCall[] = []
  let next = 0
  return {
    add: (call) => {
      ring[next] = { ...call, at: Date.now() }
      next = (next + 1) % kept
    },
    list: () => [...ring.slice(next), ...ring.slice(0, next)].toReversed(),
  }
}
