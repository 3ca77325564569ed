import type { Facts } from './facts.ts'

export interface Page {
  readonly index: number
  /** Where it stands: `page 2 of 5`, `frame at 1.2 s`; empty for a plain picture. */
  readonly caption: string
}

const mostPages = 6

/** The pages that stand for the whole: evenly spaced frames of an animation, the first pages of a document. */
export function samplePages(facts: Facts, budget: number): readonly Page[] {
  if (facts.pages === 1) return [{ index: 0, caption: '' }]
  const count = Math.min(facts.pages, budget, mostPages)
  return Array.from({ length: count }, (_, place) => {
    if (facts.delays.length === 0) return { index: place, caption: `page ${place + 1} of ${facts.pages}` }
    const index = count === 1 ? 0 : Math.round((place * (facts.pages - 1)) / (count - 1))
    const milliseconds = facts.delays.slice(0, index).reduce((sum, delay) => sum + delay, 0)
    return { index, caption: `frame ${index + 1} of ${facts.pages}, at ${(milliseconds / 1000).toFixed(2)} s` }
  })
}
