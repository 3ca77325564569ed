/** Runs work when one of its slots is free; a caller that gives up while waiting leaves the queue. */
export type Gate = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>

/** Bounds how many pieces of heavy work run at once, and so the memory that they hold. */
export function createGate(slots: number): Gate {
  let free = slots
  const waiting = new Set<() => void>()

  const release = () => {
    const [next] = waiting
    if (next === undefined) free += 1
    else {
      waiting.delete(next)
      next()
    }
  }
  const enter = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      if (free > 0) {
        free -= 1
        return resolve()
      }
      const leave = () => {
        waiting.delete(go)
        reject(signal.reason)
      }
      const go = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      signal.addEventListener('abort', leave, { once: true })
      waiting.add(go)
    })

  return async (signal, work) => {
    await enter(signal)
    try {
      return await work()
    } finally {
      release()
    }
  }
}
