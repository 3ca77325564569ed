import type { Element } from '../tree.ts'
import type { Words } from './count.ts'
import type { Block } from './segment.ts'

/**
 * The element that classic readability would choose: each paragraph's weight goes whole to its parent, half to its
 * grandparent, and less beyond; the heaviest wins after its links are discounted.
 */
export function densestElement(blocks: readonly Block[], counts: readonly Words[]): Element | undefined {
  const scores = new Map<Element, number>()
  blocks.forEach((block, index) => {
    const { words: size = 0, linked = 0 } = counts[index] ?? {}
    const density = linked / (size || 1)
    if (size < 8 || density > 0.5) return
    const weight = Math.min(size, 120) * (1 - density)
    let share = 1
    for (let at: Element | undefined = block.parent, step = 0; at !== undefined && step < 4; at = at.parent, step++) {
      scores.set(at, (scores.get(at) ?? 0) + weight * share)
      share *= 0.55
    }
  })
  let best: Element | undefined
  let most = 0
  for (const [node, score] of scores) {
    if (score > most) {
      most = score
      best = node
    }
  }
  return best
}
