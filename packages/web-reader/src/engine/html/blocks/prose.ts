import type { Element } from '../tree.ts'
import type { Words } from './count.ts'
import { densestElement } from './density.ts'
import { isInside } from './places.ts'
import type { Block } from './segment.ts'

/** Where the page's prose stands: in all, and in the element where it is densest. */
export interface Prose {
  readonly densest: Element | undefined
  readonly total: number
  readonly inDensest: number
  /** For each block: words of prose before it, in all and in the densest element. */
  readonly before: readonly { readonly all: number; readonly densest: number }[]
}

/** Sums up the paragraphs of some length with few links. */
export function findProse(blocks: readonly Block[], counts: readonly Words[]): Prose {
  const densest = densestElement(blocks, counts)
  let all = 0
  let inDensest = 0
  const before = blocks.map((block, index) => {
    const place = { all, densest: inDensest }
    const { words = 0, linked = 0 } = counts[index] ?? {}
    if ((block.name === 'p' || block.name === 'run') && words >= 15 && linked < words * 0.4) {
      all += words
      if (isInside(block.parent, densest)) inDensest += words
    }
    return place
  })
  return { densest, total: all, inDensest, before }
}
