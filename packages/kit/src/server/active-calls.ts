/** The tool calls running in this process, so that a shutdown can wait for them whichever door they came through. */
export interface ActiveCalls {
  /** Counts a call until the returned handle is disposed. */
  readonly enter: () => Disposable
  /** Resolves once no call runs. */
  readonly idle: () => Promise<void>
  readonly count: number
}

export function createActiveCalls(): ActiveCalls {
  let count = 0
  let waiting: PromiseWithResolvers<void> | undefined
  return {
    enter: () => {
      count += 1
      return {
        [Symbol.dispose]: () => {
          count -= 1
          if (count === 0) waiting?.resolve()
        },
      }
    },
    idle: () => {
      if (count === 0) return Promise.resolve()
      waiting ??= Promise.withResolvers()
      return waiting.promise
    },
    get count() {
      return count
    },
  }
}
