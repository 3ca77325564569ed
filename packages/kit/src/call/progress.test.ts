import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createProgressReporter, type ProgressUpdate } from './progress.ts'

describe('createProgressReporter', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const start = () => {
    const sent: ProgressUpdate[] = []
    return { sent, reporter: createProgressReporter((update) => sent.push(update)) }
  }

  it('speaks within the first second and every ten seconds of a silent call', () => {
    const { sent, reporter } = start()
    vi.advanceTimersByTime(1_000)
    expect(sent).toHaveLength(1)
    vi.advanceTimersByTime(30_000)
    expect(sent).toHaveLength(4)
    reporter[Symbol.dispose]()
    vi.advanceTimersByTime(60_000)
    expect(sent).toHaveLength(4)
  })

  it('only ever grows, whatever a handler reports', () => {
    const { sent, reporter } = start()
    for (const done of [1, 5, 3, 3, 0, 9]) {
      reporter.report(done, 10)
      vi.advanceTimersByTime(200)
    }
    reporter[Symbol.dispose]()
    const values = sent.map(({ progress }) => progress)
    expect(values).toEqual([...new Set(values)].sort((a, b) => a - b))
    expect(values.at(-1)).toBe(9)
  })

  it('sends at most ten a second', () => {
    const { sent, reporter } = start()
    for (let done = 1; done <= 1_000; done += 1) {
      reporter.report(done)
      vi.advanceTimersByTime(1)
    }
    reporter[Symbol.dispose]()
    expect(sent.length).toBeLessThanOrEqual(11)
  })

  it('repeats the last message in its beats', () => {
    const { sent, reporter } = start()
    reporter.report(1, 3, 'reading')
    vi.advanceTimersByTime(11_000)
    reporter[Symbol.dispose]()
    expect(sent.at(-1)).toMatchObject({ message: 'reading', total: 3 })
  })
})
