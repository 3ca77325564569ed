import { mainContent } from '../main.ts'
import type { Metadata } from '../metadata.ts'
import type { Element } from '../tree.ts'
import { countWords, measureBlocks } from './features.ts'
import model from './model.json' with { type: 'json' }
import { type Block, removeBlocks, segment } from './segment.ts'
import { predict } from './trees.ts'

/** Cuts a prepared page into blocks and measures each. */
export function measurePage(
  body: Element,
  url: string,
  { openGraphType, schemas }: Metadata,
): { blocks: Block[]; rows: Float32Array[] } {
  const blocks = segment(body)
  const schemaTypes = new Set(
    schemas.flatMap((schema) => [schema['@type']].flat()).filter((type) => typeof type === 'string'),
  )
  const rows = measureBlocks(body, blocks, { url, openGraphType, schemaTypes, mainElement: mainContent(body) })
  return { blocks, rows }
}

/** Leaves only the main content in the tree: each block is judged, and those kept maximise the expected word F1. */
export function keepMainContent(body: Element, url: string, metadata: Metadata): void {
  const { blocks, rows } = measurePage(body, url, metadata)
  const judged = blocks.map((block, index) => ({
    block,
    chance: predict(model, rows[index] ?? new Float32Array()),
    words: wordsOf(block),
  }))
  const threshold = bestThreshold(judged)
  removeBlocks(judged.filter(({ chance }) => chance < threshold).map(({ block }) => block))
}

function wordsOf(block: Block): number {
  return block.nodes.reduce((sum, node) => sum + countWords(node), 0)
}

/** The chance from which on keeping blocks gives the best expected F1: twice the right words over kept plus expected. */
function bestThreshold(judged: readonly { chance: number; words: number }[]): number {
  const expected = judged.reduce((sum, { chance, words }) => sum + chance * words, 0)
  let kept = 0
  let right = 0
  let best = { f1: 0, threshold: 0 }
  for (const { chance, words } of judged.toSorted((a, b) => b.chance - a.chance)) {
    kept += words
    right += words * chance
    const f1 = (2 * right) / (kept + expected || 1)
    if (f1 >= best.f1) best = { f1, threshold: chance }
  }
  return best.threshold
}
