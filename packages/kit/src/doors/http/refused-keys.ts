/**
 * Counts the refused keys of each address: beyond a rate that people reach by mistake, an address hears 429 and its
 * attempts are no longer logged. A valid key is never held up by them, since many people share an address.
 */
export interface RefusedKeys {
  /** Milliseconds for which an address that has used up its attempts should stay away; undefined while it has some left. */
  readonly count: (address: string) => number | undefined
}

const windowMs = 60_000
/** Addresses remembered; beyond them the oldest window is forgotten. */
const mostAddresses = 10_000

export function createRefusedKeys(perMinute: number, now: () => number = Date.now): RefusedKeys {
  const windows = new Map<string, { count: number; readonly until: number }>()
  return {
    count: (address) => {
      const time = now()
      const known = windows.get(address)
      const window = known === undefined || known.until <= time ? { count: 0, until: time + windowMs } : known
      window.count += 1
      if (window !== known) {
        // Windows stand in the order in which they began.
        windows.delete(address)
        windows.set(address, window)
        const [oldest] = windows.keys()
        if (windows.size > mostAddresses && oldest !== undefined) windows.delete(oldest)
      }
      return window.count > perMinute ? window.until - time : undefined
    },
  }
}
