interface Flight<Value> {
  readonly outcome: Promise<Value>
  readonly controller: AbortController
  waiting: number
}

/** Identical work under way is done once; it is stopped when everybody who waits for it has gone. */
export interface Share<Value> {
  readonly run: (key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<Value>) => Promise<Value>
}

export function createShare<Value>(): Share<Value> {
  const flights = new Map<string, Flight<Value>>()

  const depart = (key: string, work: (signal: AbortSignal) => Promise<Value>): Flight<Value> => {
    const controller = new AbortController()
    const outcome = work(controller.signal).finally(() => {
      if (flights.get(key) === flight) flights.delete(key)
    })
    // Everybody may have gone when it fails.
    outcome.catch(() => {})
    const flight = { outcome, controller, waiting: 0 }
    flights.set(key, flight)
    return flight
  }

  return {
    async run(key, signal, work) {
      signal.throwIfAborted()
      const flight = flights.get(key) ?? depart(key, work)
      flight.waiting += 1
      const gone = Promise.withResolvers<never>()
      const leave = (): void => gone.reject(signal.reason)
      signal.addEventListener('abort', leave, { once: true })
      try {
        return await Promise.race([flight.outcome, gone.promise])
      } finally {
        signal.removeEventListener('abort', leave)
        flight.waiting -= 1
        if (flight.waiting === 0) {
          // Nobody may join work that is being stopped.
          if (flights.get(key) === flight) flights.delete(key)
          flight.controller.abort()
        }
      }
    },
  }
}
