import type { Element } from '../tree.ts'
import { countBlock, noWords } from './count.ts'
import { claimsArticle, type PageFacts, pageNumbers } from './page.ts'
import { ancestorNumbers, isInside, nameDistances, placeElements, stepsApart, tagBit, tagBits } from './places.ts'
import { findProse } from './prose.ts'
import type { Block } from './segment.ts'
import { blockText, textNumbers } from './text.ts'
import { phraseGroups } from './words.ts'

const kinds = ['p', 'pre', 'table', 'ul', 'ol', 'run', 'dt', 'figure', 'li'] as const
const neighbours = [-3, -2, -1, 1, 2, 3] as const

/** A block as the model sees it. The order of the numbers is the model's: a change wants a new training. */
export interface Measured {
  readonly block: Block
  /** The beginning of its text, on one line. */
  readonly text: string
  readonly words: number
  readonly row: Float32Array
  /** True for what stands beside the text of a page that calls itself an article. */
  readonly besideArticle: boolean
}

/** Measures every block of a page. Linear in the size of the tree. */
export function measureBlocks(root: Element, blocks: readonly Block[], facts: PageFacts): Measured[] {
  const counts = blocks.map(countBlock)
  const places = placeElements(root, blocks, counts)
  const texts = blocks.map(blockText)
  const total = counts.reduce((sum, { words }) => sum + words, 0) || 1
  const linked = counts.reduce((sum, one) => sum + one.linked, 0)
  const title = blocks.findIndex((block) => block.name === 'h1')
  const repeats = new Map<string, number>()
  for (const text of texts) repeats.set(text, (repeats.get(text) ?? 0) + 1)
  const page = pageNumbers(blocks, total, linked, facts)
  const prose = findProse(blocks, counts)
  const isArticle = claimsArticle(facts) && prose.inDensest > prose.total * 0.6
  const shareOf = (node: Element | undefined): number =>
    (node === undefined ? 0 : (places.get(node)?.words ?? 0)) / total
  const densestShare = shareOf(prose.densest)
  const mainShare = shareOf(facts.mainElement)
  let before = 0
  return blocks.map((block, index) => {
    const own = counts[index] ?? noWords
    const text = texts[index] ?? ''
    const [first] = block.nodes
    const around = places.get(block.parent)
    // A block of one element has that element's names, too.
    const alone = block.nodes.length === 1 && first?.type === 'element' ? first : undefined
    const depth = (around?.depth ?? 0) + (alone === undefined ? 0 : 1)
    const inside = (around?.inside ?? 0) | (alone === undefined ? 0 : tagBit(alone))
    const { all = 0, densest = 0 } = prose.before[index] ?? {}
    const steps = stepsApart(block.parent, prose.densest)
    const row = Float32Array.of(
      headingLevel(block),
      ...kinds.map((kind) => (block.name === kind ? 1 : 0)),
      own.words,
      own.linked / (own.words || 1),
      own.links,
      text.length / (own.words || 1),
      ...textNumbers(text),
      repeats.get(text) ?? 1,
      ...phraseGroups.map((group) => (group.test(text) ? 1 : 0)),
      before / total,
      Math.log1p(before),
      Math.log1p(total - before),
      title < 0 ? 999 : index - title,
      all / (prose.total || 1),
      Math.log1p(prose.total - all),
      densest / (prose.inDensest || 1),
      Math.log1p(prose.inDensest - densest),
      prose.total / total,
      prose.inDensest / (prose.total || 1),
      depth,
      ...tagBits.map((_, bit) => (inside >> bit) & 1),
      ...nameDistances(alone ?? block.parent, root),
      isInside(block.parent, facts.mainElement) ? 1 : 0,
      mainShare,
      steps,
      densestShare,
      ...ancestorNumbers(block.parent, places, total, own.words),
      ...neighbours.flatMap((step) => {
        const other = blocks[index + step]
        const { words, linked: links } = counts[index + step] ?? noWords
        const density = other === undefined ? 1 : links / (words || 1)
        return [
          Math.log1p(words),
          density,
          other === undefined ? 0 : headingLevel(other),
          other?.parent === block.parent ? 1 : 0,
        ]
      }),
      ...page,
    )
    before += own.words
    return { block, text, words: own.words, row, besideArticle: isArticle && steps > 0 }
  })
}

function headingLevel({ name }: Block): number {
  return /^h[1-6]$/.test(name) ? Number(name[1]) : 0
}
