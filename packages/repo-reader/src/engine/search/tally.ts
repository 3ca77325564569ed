/** Counts by small whole numbers, cleared in the time of what was counted: one serves all terms of a query. */
export interface Tally {
  readonly keys: readonly number[]
  readonly of: (key: number) => number
  readonly add: (key: number, amount: number) => void
  readonly clear: () => void
}

export function createTally(size: number): Tally {
  const amounts = new Float64Array(size)
  const keys: number[] = []
  return {
    keys,
    of: (key) => amounts[key] ?? 0,
    add(key, amount) {
      const before = amounts[key] ?? 0
      if (before === 0) keys.push(key)
      amounts[key] = before + amount
    },
    clear() {
      for (const key of keys) amounts[key] = 0
      keys.length = 0
    },
  }
}
