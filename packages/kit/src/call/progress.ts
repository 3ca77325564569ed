/** What reaches the client as `notifications/progress`. */
export interface ProgressUpdate {
  readonly progress: number
  readonly total?: number
  readonly message?: string
}

const firstBeatMs = 900
const beatMs = 10_000
const leastGapMs = 100
const leastStep = 0.001

export interface ProgressReporter extends Disposable {
  readonly report: (done: number, total?: number, message?: string) => void
}

/** For calls whose client asked for no progress. */
export const unheard: ProgressReporter = { report: () => {}, [Symbol.dispose]: () => {} }

/**
 * Turns a handler's reports into legal MCP progress: always increasing, at most ten a second, and with a beat from
 * the first second on, because clients give up on a silent call (DESIGN section 9).
 */
export function createProgressReporter(send: (update: ProgressUpdate) => void): ProgressReporter {
  let last = 0
  let lastSentAt = 0
  let total: number | undefined
  let message: string | undefined = 'working'

  const emit = (value: number) => {
    last = last === 0 && value > 0 ? value : Math.max(value, last + leastStep)
    lastSentAt = Date.now()
    send({
      progress: last,
      ...(total === undefined ? {} : { total: Math.max(total, last) }),
      ...(message === undefined ? {} : { message }),
    })
  }
  const beat = () => {
    emit(last)
    timer = setTimeout(beat, beatMs)
    timer.unref()
  }
  let timer = setTimeout(beat, firstBeatMs)
  timer.unref()

  return {
    report: (done, newTotal, newMessage) => {
      total = newTotal
      message = newMessage ?? message
      if (Date.now() - lastSentAt >= leastGapMs) emit(done)
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  }
}
