import { expect, it } from 'vitest'
import { createPace } from './pace.ts'

const { signal } = new AbortController()

it('lets a window of calls through and then makes one wait for its turn', async () => {
  const pace = createPace('x', 2, 600)
  const begun = performance.now()
  await pace.turn(1000, signal)
  await pace.turn(1000, signal)
  expect(performance.now() - begun).toBeLessThan(550)
  await pace.turn(1000, signal)
  expect(performance.now() - begun).toBeGreaterThan(590)
})

it('fails at once when the turn is too far away, and leaves it to others', async () => {
  let time = 0
  const pace = createPace('x', 1, 3000, () => time)
  await pace.turn(100, signal)
  await expect(pace.turn(2999, signal)).rejects.toMatchObject({ kind: 'rate', vendor: 'x', retryAfterMs: 3000 })
  time = 3000
  await pace.turn(100, signal)
})

it('keeps everybody out while the service wants a pause', async () => {
  let time = 0
  const pace = createPace('x', 10, 1000, () => time)
  pace.hold(5000)
  pace.hold(10)
  await expect(pace.turn(4000, signal)).rejects.toMatchObject({ retryAfterMs: 5000 })
  time = 5000
  await pace.turn(100, signal)
})

it('stops waiting when the caller goes', async () => {
  const pace = createPace('x', 1, 60_000)
  await pace.turn(1, signal)
  const caller = new AbortController()
  const waiting = pace.turn(120_000, caller.signal)
  caller.abort()
  await expect(waiting).rejects.toMatchObject({ kind: 'cancelled' })
})
