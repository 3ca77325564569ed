import { attribute, type Element, hasAttribute } from '../tree.ts'
import { type Words, wordsIn } from './count.ts'
import { nameGroups } from './words.ts'

/** What is known of an element from its ancestors and below. */
export interface Place {
  readonly depth: number
  /** For each name group the steps up to the nearest ancestor with such a name; `far` when none. */
  readonly distances: Int8Array
  readonly inside: number
  readonly sum: Words
  readonly alike: number
}

/** Stands for "farther than counts". */
export const far = 12
/** Elements that are remembered for all that stands inside of them. */
export const tagBits = [
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
export const noDistances = new Int8Array(nameGroups.length).fill(far)

/** Measures every element on the way down and up: names around it, words below it. One pass. */
export function placeElements(root: Element): Map<Element, Place> {
  const places = new Map<Element, Place>()
  const visit = (
    node: Element,
    depth: number,
    above: Int8Array,
    insideAbove: number,
    inLink: boolean,
    alike: number,
  ): Words => {
    const distances = above.map((distance) => Math.min(far, distance + 1))
    for (const group of groupsOf(node)) distances[group] = 0
    const bit = (tagBits as readonly string[]).indexOf(attribute(node, 'role') === 'main' ? 'main' : node.name)
    const inside = bit < 0 ? insideAbove : insideAbove | (1 << bit)
    const sum: Words = { words: 0, linked: 0, links: 0 }
    places.set(node, { depth, distances, inside, sum, alike })
    const isLink = node.name === 'a' && hasAttribute(node, 'href')
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

/** Pages repeat their class names thousands of times: each combination is looked at once. */
const knownGroups = new Map<string, readonly number[]>()
const mostKnown = 20_000

/** The name groups that an element's class names, id and role belong to. */
function groupsOf(node: Element): readonly number[] {
  const names = nameWords(node)
  if (names === '') return []
  const known = knownGroups.get(names)
  if (known !== undefined) return known
  const plain = plainWords(names)
  const groups = nameGroups.flatMap(([, pattern], group) => (pattern.test(plain) ? [group] : []))
  if (knownGroups.size >= mostKnown) knownGroups.clear()
  knownGroups.set(names, groups)
  return groups
}

function signature(node: Element): string {
  const first = /^\s*(\S*)/.exec(attribute(node, 'class'))?.[1] ?? ''
  return `${node.name}.${first.replace(/\d+/g, '')}`
}

/** Class names, id and role as plain words; tokens with signs that only utility classes have are left out. */
function nameWords(node: Element): string {
  const raw = `${attribute(node, 'class')} ${attribute(node, 'id')} ${attribute(node, 'role')} ${attribute(node, 'itemprop')}`
  if (raw.length === 3) return ''
  return raw.slice(0, 400)
}

function plainWords(names: string): string {
  return names
    .replace(/\S*[:[\\()!]\S*/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_./]+/g, ' ')
    .toLowerCase()
}

/** Sizes, link densities and repetition of the ancestors: the nearest three, then those that are many times larger. */
export function ancestorNumbers(
  parent: Element,
  places: ReadonlyMap<Element, Place>,
  total: number,
  words: number,
): number[] {
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
export function stepsApart(node: Element, other: Element | undefined): number {
  if (other === undefined) return far
  let outer: Element | undefined = other
  for (let step = 0; outer !== undefined && step < far; step++, outer = outer.parent)
    if (isInside(node, outer)) return step
  return far
}

/** True when the node is the ancestor or stands below it. */
export function isInside(node: Element | undefined, ancestor: Element | undefined): boolean {
  for (let at: Element | undefined = node; at !== undefined; at = at.parent) if (at === ancestor) return true
  return false
}
