import { ProviderError } from './errors.ts'

/** Gives back a place; calling it again does nothing. */
export type Release = () => void

export interface Limiter {
  /** Waits for a place, first come first served; rejects with the signal's reason, or at once when the queue is full. */
  readonly acquire: (signal: AbortSignal) => Promise<Release>
}

/** At most `places` calls at once and `queue` waiting ones. */
export function createLimiter(vendor: string, places: number, queue = 256): Limiter {
  let free = places
  const waiting = new Set<() => void>()

  const take = (): Release => {
    free -= 1
    let held = true
    return () => {
      if (!held) return
      held = false
      free += 1
      const [next] = waiting
      next?.()
    }
  }

  return {
    acquire: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason)
        if (free > 0) return resolve(take())
        if (waiting.size >= queue) {
          const message = `more than ${queue} calls are waiting; raise the concurrency or call less often`
          return reject(new ProviderError('rate', vendor, message, { code: 'queue_full' }))
        }
        const leave = (): void => {
          waiting.delete(enter)
          reject(signal.reason)
        }
        const enter = (): void => {
          waiting.delete(enter)
          signal.removeEventListener('abort', leave)
          resolve(take())
        }
        waiting.add(enter)
        signal.addEventListener('abort', leave, { once: true })
      }),
  }
}
