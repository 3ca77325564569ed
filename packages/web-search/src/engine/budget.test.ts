import { expect, it } from 'vitest'
import { fitBudget } from './budget.ts'

const items = Array.from({ length: 10 }, (_, at) => ({ at, content: `${'word '.repeat(400)}${at}` }))
const size = (item: object): number => JSON.stringify(item).length

const fit = (total: number, perResult = 600) => fitBudget(items, { perResult, total, size })

it('cuts every content at its size, at a word', () => {
  const { items: fitted, left, cutTo } = fit(100_000)
  expect([fitted.length, left, cutTo]).toEqual([10, 0, undefined])
  for (const { content } of fitted) expect(content).toMatch(/^(word )+word…$/)
  expect(Math.max(...fitted.map(({ content }) => content.length))).toBeLessThanOrEqual(600)
})

it('shortens contents first, then leaves out the last results, and says both', () => {
  const tight = fit(4000)
  expect(tight).toMatchObject({ left: 0, cutTo: expect.any(Number) })
  expect(size(tight.items)).toBeLessThan(4100)
  const tiny = fit(1000)
  expect(tiny.left).toBeGreaterThan(0)
  expect(tiny.items.map(({ at }) => at)).toEqual(tiny.items.map((_, at) => at))
  expect(tiny.items.length + tiny.left).toBe(10)
})

it('always shows the first', () => {
  expect(fit(-50)).toMatchObject({ items: [{ at: 0 }], left: 9 })
  expect(fitBudget([], { perResult: 600, total: 0, size })).toEqual({ items: [], left: 0, cutTo: undefined })
})
