import { attribute, type Element, elements, type Node } from '../tree.ts'
import { densestElement } from './density.ts'
import type { Block } from './segment.ts'
import { nameGroups, phraseGroups } from './words.ts'

/** What is known of the page as a whole; the same for all of its blocks. */
export interface PageFacts {
  readonly url: string
  readonly openGraphType: string
  readonly schemaTypes: ReadonlySet<string>
  readonly mainElement: Element | undefined
}

interface Words {
  words: number
  linked: number
  links: number
}

/** What is known of an element from its ancestors and below. */
interface Place {
  readonly depth: number
  /** For each name group the steps up to the nearest ancestor with such a name; `far` when none. */
  readonly distances: Int8Array
  readonly inside: number
  readonly sum: Words
  readonly alike: number
}

const far = 12
const tagBits = [
  'main',
  'article',
  'header',
  'footer',
  'aside',
  'form',
  'table',
  'li',
  'section',
  'blockquote',
  'figure',
  'details',
] as const
const kinds = ['p', 'pre', 'table', 'ul', 'ol', 'run', 'dt', 'figure', 'li'] as const
const neighbours = [-3, -2, -1, 1, 2, 3] as const

/** Measures every block: one row of numbers each, in the order of `featureNames`. Linear in the size of the tree. */
export function measureBlocks(root: Element, blocks: readonly Block[], facts: PageFacts): Float32Array[] {
  const places = placeElements(root)
  const own = blocks.map((block) => countBlock(block))
  const texts = blocks.map((block) => blockText(block))
  const total = own.reduce((sum, { words }) => sum + words, 0) || 1
  const linkedTotal = own.reduce((sum, { linked }) => sum + linked, 0)
  const firstHeading = Math.max(
    0,
    blocks.findIndex((block) => block.name === 'h1'),
  )
  const hasHeading = blocks.some((block) => block.name === 'h1')
  const seen = new Map<string, number>()
  for (const text of texts) seen.set(text, (seen.get(text) ?? 0) + 1)
  const pageRow = pageNumbers(blocks, total, linkedTotal, facts)
  const densest = densestElement(
    blocks,
    own.map((one) => one.words),
    own.map((one) => one.linked),
  )
  const densestShare = (densest === undefined ? 0 : (places.get(densest)?.sum.words ?? 0)) / total
  const mainShare = (facts.mainElement === undefined ? 0 : (places.get(facts.mainElement)?.sum.words ?? 0)) / total
  let before = 0
  return blocks.map((block, index) => {
    const { words, linked, links } = own[index] ?? noWords
    const text = texts[index] ?? ''
    const row: number[] = []
    const level = /^h[1-6]$/.test(block.name) ? Number(block.name[1]) : 0
    row.push(level, ...kinds.map((kind) => (block.name === kind ? 1 : 0)))
    row.push(words, linked / (words || 1), links, text.length / (words || 1), ...textNumbers(text), seen.get(text) ?? 1)
    row.push(...phraseGroups.map((group) => (group.test(text) ? 1 : 0)))
    row.push(before / total, Math.log1p(before), Math.log1p(total - before), hasHeading ? index - firstHeading : 999)
    before += words
    const place = places.get(block.parent)
    const onSelf =
      block.nodes.length === 1 && block.nodes[0]?.type === 'element' ? places.get(block.nodes[0]) : undefined
    const at = onSelf ?? place
    row.push(at?.depth ?? 0, ...tagBits.map((_, bit) => ((at?.inside ?? 0) >> bit) & 1))
    row.push(...(at?.distances ?? noDistances))
    row.push(isInside(block.parent, facts.mainElement) ? 1 : 0, mainShare)
    row.push(stepsApart(block.parent, densest), densestShare)
    row.push(...ancestorNumbers(block.parent, places, total, words))
    for (const step of neighbours) {
      const other = own[index + step]
      const name = blocks[index + step]?.name ?? ''
      row.push(
        Math.log1p(other?.words ?? 0),
        other === undefined ? 1 : other.linked / (other.words || 1),
        /^h[1-6]$/.test(name) ? Number(name[1]) : 0,
      )
      row.push(blocks[index + step]?.parent === block.parent ? 1 : 0)
    }
    row.push(...pageRow)
    return Float32Array.from(row)
  })
}

const noWords: Words = { words: 0, linked: 0, links: 0 }
const noDistances = new Int8Array(nameGroups.length).fill(far)

/** Words of a text; in scripts without spaces every character counts as one. */
function wordsIn(text: string): number {
  let count = 0
  let inWord = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const space = code <= 32 || code === 160
    // Scripts without spaces: a character is a word.
    if (code >= 0x3040 && code <= 0xd7ff) {
      count++
      inWord = false
    } else if (space) inWord = false
    else if (!inWord) {
      inWord = true
      count++
    }
  }
  return count
}

/** Words below a node. */
export function countWords(node: Node): number {
  return countNodes([node], false, { words: 0, linked: 0, links: 0 }).words
}

function countNodes(nodes: readonly Node[], inLink: boolean, sum: Words): Words {
  for (const node of nodes) {
    if (node.type === 'text') {
      const words = wordsIn(node.text)
      sum.words += words
      if (inLink) sum.linked += words
    } else {
      const isLink = node.name === 'a' && node.attributes.has('href')
      if (isLink) sum.links++
      countNodes(node.children, inLink || isLink, sum)
    }
  }
  return sum
}

function countBlock(block: Block): Words {
  let linked = false
  for (let at: Element | undefined = block.parent; at !== undefined; at = at.parent) if (at.name === 'a') linked = true
  return countNodes(block.nodes, linked, { words: 0, linked: 0, links: linked ? 1 : 0 })
}

const longestText = 600

function blockText(block: Block): string {
  let text = ''
  const collect = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (text.length > longestText) return
      if (node.type === 'text') text += node.text
      else if (node.name === 'br' || node.name === 'li' || node.name === 'tr' || node.name === 'td') {
        text += ' '
        collect(node.children)
      } else collect(node.children)
    }
  }
  collect(block.nodes)
  return text.slice(0, longestText).replace(/\s+/g, ' ').trim()
}

function textNumbers(text: string): number[] {
  const length = text.length || 1
  const share = (pattern: RegExp): number => (text.match(pattern)?.length ?? 0) / length
  return [
    share(/\d/g),
    share(/\p{Lu}/gu),
    text.match(/[,;，、]/g)?.length ?? 0,
    text.match(/[.!?。！？](?=\s|$)/g)?.length ?? 0,
    /[.!?。:"”]$/.test(text) ? 1 : 0,
    /[|•»›·]/.test(text) ? 1 : 0,
    /[$€£¥]\s?\d/.test(text) ? 1 : 0,
    /\?/.test(text) ? 1 : 0,
    /\b(19|20)\d\d\b/.test(text) ? 1 : 0,
  ]
}

function placeElements(root: Element): Map<Element, Place> {
  const places = new Map<Element, Place>()
  const visit = (
    node: Element,
    depth: number,
    above: Int8Array,
    insideAbove: number,
    inLink: boolean,
    alike: number,
  ): Words => {
    const names = nameWords(node)
    const distances = above.map((distance) => Math.min(far, distance + 1))
    if (names !== '') nameGroups.forEach(([, pattern], group) => pattern.test(names) && (distances[group] = 0))
    const bit = (tagBits as readonly string[]).indexOf(attribute(node, 'role') === 'main' ? 'main' : node.name)
    const inside = bit < 0 ? insideAbove : insideAbove | (1 << bit)
    const sum: Words = { words: 0, linked: 0, links: 0 }
    places.set(node, { depth, distances, inside, sum, alike })
    const isLink = node.name === 'a' && node.attributes.has('href')
    const counts = new Map<string, number>()
    for (const child of node.children)
      if (child.type === 'element') counts.set(signature(child), (counts.get(signature(child)) ?? 0) + 1)
    for (const child of node.children) {
      if (child.type === 'text') {
        const words = wordsIn(child.text)
        sum.words += words
        if (inLink || isLink) sum.linked += words
      } else {
        const below = visit(child, depth + 1, distances, inside, inLink || isLink, counts.get(signature(child)) ?? 1)
        sum.words += below.words
        sum.linked += below.linked
        sum.links += below.links
      }
    }
    if (isLink) sum.links++
    return sum
  }
  visit(root, 0, noDistances, 0, false, 1)
  return places
}

function signature(node: Element): string {
  const first = /^\s*(\S*)/.exec(attribute(node, 'class'))?.[1] ?? ''
  return `${node.name}.${first.replace(/\d+/g, '')}`
}

/** Class names, id and role as plain words; tokens with signs that only utility classes have are left out. */
function nameWords(node: Element): string {
  const raw = `${attribute(node, 'class')} ${attribute(node, 'id')} ${attribute(node, 'role')} ${attribute(node, 'itemprop')}`
  if (raw.length === 3) return ''
  return raw
    .slice(0, 400)
    .replace(/\S*[:[\\()!]\S*/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_./]+/g, ' ')
    .toLowerCase()
}

/** Sizes, link densities and repetition of the ancestors: the nearest three, then those that are many times larger. */
function ancestorNumbers(parent: Element, places: ReadonlyMap<Element, Place>, total: number, words: number): number[] {
  const row: number[] = []
  let at: Element | undefined = parent
  let most = 1
  for (let step = 0; step < 4; step++) {
    const place = at === undefined ? undefined : places.get(at)
    row.push(
      Math.log1p(place?.sum.words ?? total),
      (place?.sum.linked ?? 0) / (place?.sum.words || 1),
      place?.alike ?? 1,
    )
    at = at?.parent
  }
  for (const times of [4, 16]) {
    let up: Element | undefined = parent
    while (up?.parent !== undefined && (places.get(up)?.sum.words ?? 0) < words * times + 5) up = up.parent
    const place = up === undefined ? undefined : places.get(up)
    row.push((place?.sum.words ?? total) / total, (place?.sum.linked ?? 0) / (place?.sum.words || 1))
  }
  for (at = parent; at !== undefined; at = at.parent) most = Math.max(most, places.get(at)?.alike ?? 1)
  row.push(most)
  return row
}

/** Steps up from the node to an ancestor that also holds `other`: 0 inside of it. */
function stepsApart(node: Element, other: Element | undefined): number {
  if (other === undefined) return far
  let outer: Element | undefined = other
  for (let step = 0; outer !== undefined && step < far; step++, outer = outer.parent)
    if (isInside(node, outer)) return step
  return far
}

function isInside(node: Element, ancestor: Element | undefined): boolean {
  for (let at: Element | undefined = node; at !== undefined; at = at.parent) if (at === ancestor) return true
  return false
}

function pageNumbers(
  blocks: readonly Block[],
  total: number,
  linked: number,
  { url, openGraphType, schemaTypes }: PageFacts,
): number[] {
  const path = URL.parse(url)?.pathname ?? '/'
  const prose = blocks.filter((block) => block.name === 'p').length
  const schema = (pattern: RegExp): number => ([...schemaTypes].some((type) => pattern.test(type)) ? 1 : 0)
  const root = blocks[0]?.parent
  let top = root
  while (top?.parent !== undefined) top = top.parent
  let articles = 0
  if (top !== undefined) for (const node of elements(top)) if (node.name === 'article') articles++
  return [
    Math.log1p(total),
    linked / total,
    blocks.length,
    prose / blocks.length,
    articles,
    /article/.test(openGraphType) ? 1 : 0,
    /product/.test(openGraphType) ? 1 : 0,
    schema(/Article|BlogPosting|Report/),
    schema(/^Product/),
    schema(/Forum|QAPage|Question|Discussion/),
    schema(/ItemList|CollectionPage/),
    path === '/' ? 1 : 0,
    path.split('/').filter((part) => part !== '').length,
    /forum|thread|topic|viewtopic|questions|discuss|\/t\/|\/d\/|community|comments/.test(url) ? 1 : 0,
    /docs?\b|documentation|reference|api|guide|manual|tutorial|wiki|learn|help/.test(url) ? 1 : 0,
    /product|\/p\/|\/dp\/|item|shop|store/.test(url) ? 1 : 0,
    /collections?|category|catalog|\/c\/|search|tag|archive|events|jobs/.test(url) ? 1 : 0,
    /blog|news|article|story|\/20\d\d\//.test(url) ? 1 : 0,
  ]
}
