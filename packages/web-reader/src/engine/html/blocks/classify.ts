import { mainContent } from '../main.ts'
import type { Metadata } from '../metadata.ts'
import type { Element } from '../tree.ts'
import { believeDeclared } from './declared.ts'
import { type Measured, measureBlocks } from './features.ts'
import model from './model.json' with { type: 'json' }
import { claimsArticle, type PageFacts } from './page.ts'
import { isInside } from './places.ts'
import { type Block, removeBlocks, segment } from './segment.ts'
import { predict } from './trees.ts'

/** On a page that calls itself an article, what stands beside its text is believed half as much. */
const besideArticle = 0.5

/** With more blocks a page is a list or a book, not a puzzle: its main element is taken whole. */
const mostJudged = 12_000

/** Cuts a prepared page into blocks and measures each; what training sees. */
export function measurePage(body: Element, url: string, metadata: Metadata): Measured[] {
  return measureBlocks(body, segment(body), pageFacts(url, metadata, mainContent(body)))
}

function pageFacts(url: string, { openGraphType, types }: Metadata, mainElement: Element): PageFacts {
  return { url, openGraphType, schemaTypes: types, mainElement }
}

/** Leaves only the main content in the tree: each block is judged, and those kept maximise the expected word F1. */
export function keepMainContent(body: Element, url: string, metadata: Metadata): void {
  const blocks = segment(body)
  const main = mainContent(body)
  if (blocks.length > mostJudged) {
    body.children = main === body ? body.children : [main]
    return
  }
  const facts = pageFacts(url, metadata, main)
  const measured = measureBlocks(body, blocks, facts).map((one) => ({
    ...one,
    chance: predict(model, one.row) * (one.besideArticle ? besideArticle : 1),
  }))
  const chances = believeDeclared(metadata.schemas, measured)
  const judged = measured.map((one, index) => ({ ...one, chance: chances[index] ?? one.chance }))
  const threshold = bestThreshold(judged)
  const kept = judged.map(({ chance }) => chance >= threshold)
  keepCompany(judged, kept)
  if (!claimsArticle(facts)) keepTitle(judged, kept, metadata.title)
  removeBlocks(judged.filter((_, index) => kept[index] === false).map(({ block }) => block))
}

const structural = new Set(['pre', 'table', 'dt', 'figure'])
const prose = new Set(['p', 'pre', 'table', 'ul', 'ol', 'dl', 'dt', 'dd', 'li'])
const reach = 3
/** Blocks that name what stands after them beside or below their own place: a folded part, a term. */
const heads = /^(?:h[1-6]|summary|dt)$/

/**
 * Code and tables amid the content belong to it, and paragraphs and lists between others of the same element; so does
 * what heads a part that is kept.
 */
function keepCompany(judged: readonly { block: Block; chance: number }[], kept: boolean[]): void {
  const judgedKept = kept.slice()
  for (const [index, { block, chance }] of judged.entries()) {
    if (kept[index] === true) continue
    const near = (step: number): boolean =>
      Array.from({ length: reach }, (_, at) => kept[index + step * (at + 1)]).includes(true)
    if (
      structural.has(block.name) &&
      ((chance > 0.02 && near(-1) && near(1)) || (chance > 0.05 && (near(-1) || near(1))))
    )
      kept[index] = true
    const sibling = (step: number): boolean =>
      Array.from({ length: reach }, (_, at) => index + step * (at + 1)).some(
        (at) => judgedKept[at] === true && judged[at]?.block.parent === block.parent,
      )
    if (prose.has(block.name) && chance > 0.05 && sibling(-1) && sibling(1)) kept[index] = true
  }
  for (let index = judged.length - 2; index >= 0; index--) {
    const one = judged[index]
    const next = judged[index + 1]
    if (one === undefined || next === undefined || kept[index] === true || kept[index + 1] !== true) continue
    if (heads.test(one.block.name) && one.chance > 0.03 && isInside(next.block.parent, one.block.parent))
      kept[index] = true
  }
}

/** The one heading that says what the page's title says stays, wherever it stands; an article's is told apart from its text. */
function keepTitle(judged: readonly { block: Block; text: string }[], kept: boolean[], title: string): void {
  const first = judged.findIndex(({ block }) => block.name === 'h1')
  const text = judged[first]?.text.toLowerCase() ?? ''
  const isOnly = first >= 0 && judged.findLastIndex(({ block }) => block.name === 'h1') === first
  if (isOnly && text !== '' && title.toLowerCase().includes(text)) kept[first] = true
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
