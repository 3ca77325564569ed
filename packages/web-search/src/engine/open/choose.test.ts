import { expect, it } from 'vitest'
import { choiceCases } from './choose.cases.ts'
import { choose } from './choose.ts'

const plain = { count: 10, recency: 'noLimit', contentSize: 'medium' } as const

it.each(choiceCases)('asks for "$text" $domain $recency: $asks', ({ text, domain, recency, asks, not = [] }) => {
  const { sources, because } = choose({ ...plain, text, ...(domain && { domain }), ...(recency && { recency }) })
  expect(sources[0]).toBe(asks[0])
  expect(sources).toEqual(expect.arrayContaining([...asks]))
  expect(sources.filter((name) => not.includes(name))).toEqual([])
  expect(because.length).toBeGreaterThan(0)
})

it('never asks more than five, never none, never twice', () => {
  const everything = 'TypeError arxiv css npm rust python package news docker 机器'
  for (const text of [everything, 'x', '?', '的'.repeat(400), ...choiceCases.map((one) => one.text)]) {
    const { sources } = choose({ ...plain, text })
    expect(sources.length).toBeGreaterThan(0)
    expect(sources.length).toBeLessThanOrEqual(5)
    expect(new Set(sources).size).toBe(sources.length)
  }
})
