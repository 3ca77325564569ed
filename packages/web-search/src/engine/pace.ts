import { setTimeout as sleep } from 'node:timers/promises'
import { ProviderError } from '@sensorium/provider'

/** A service's own limit on how often it may be called, kept on our side. */
export interface Pace {
  /**
   * Waits for the next free moment and takes it; fails at once with a `rate` error when that is further away than
   * `timeoutMs`, and with `cancelled` when the signal aborts.
   */
  readonly turn: (timeoutMs: number, signal: AbortSignal) => Promise<void>
  /** Lets nobody through for that long: the service asked for it. */
  readonly hold: (ms: number) => void
}

/** At most `calls` in any window of `perMs` milliseconds. */
export function createPace(name: string, calls: number, perMs: number, now = () => performance.now()): Pace {
  /** When the last `calls` turns began or will begin, in order. */
  const turns: number[] = []
  let heldUntil = 0
  return {
    async turn(timeoutMs, signal) {
      const time = now()
      const oldest = turns.length < calls ? undefined : turns[0]
      const free = Math.max(time, heldUntil, oldest === undefined ? 0 : oldest + perMs)
      const wait = Math.ceil(free - time)
      if (wait >= timeoutMs) {
        const message = `not called: its limit of ${calls} in ${perMs / 1000} s, or a pause it asked for, leaves ${Math.ceil(wait / 1000)} s to wait`
        throw new ProviderError('rate', name, message, { code: 'pace', retryAfterMs: wait })
      }
      turns.push(free)
      if (turns.length > calls) turns.shift()
      if (wait <= 0) return
      await sleep(wait, undefined, { signal }).catch((cause: unknown) => {
        throw new ProviderError('cancelled', name, 'the call was cancelled', { cause })
      })
    },
    hold(ms) {
      heldUntil = Math.max(heldUntil, now() + ms)
    },
  }
}
