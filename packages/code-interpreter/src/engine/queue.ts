import { ToolError } from '@sensorium/kit'

export interface Queue {
  /** Runs `work` after all earlier work has settled; gives up waiting when the signal aborts. */
  readonly turn: <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>
  /** Work running or waiting. */
  readonly size: () => number
}

/** One at a time, in order, with at most `limit` waiting. */
export function createQueue(limit: number): Queue {
  let last: Promise<unknown> = Promise.resolve()
  let size = 0
  return {
    size: () => size,
    async turn(signal, work) {
      if (size > limit) {
        throw new ToolError('rate_limited', `${limit} calls already wait for this session.`, {
          hint: 'Wait for them to end, or open a new session by leaving session_id out.',
          retryAfterMs: 5_000,
        })
      }
      size += 1
      const mine = last.then(async () => {
        signal.throwIfAborted()
        return work()
      })
      last = mine.then(
        () => {
          size -= 1
        },
        () => {
          size -= 1
        },
      )
      return mine
    },
  }
}
