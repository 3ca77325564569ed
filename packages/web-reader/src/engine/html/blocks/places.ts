import { attribute, type Element } from '../tree.ts'
import type { Words } from './count.ts'
import type { Block } from './segment.ts'
import { nameGroups } from './words.ts'

/** What is known of an element that holds blocks, from its ancestors and below. */
export interface Place {
  readonly depth: number
  /** A bit for each of `tagBits` that the element or an ancestor is. */
  readonly inside: number
  /** Siblings that look like it, itself among them. */
  readonly alike: number
  words: number
  linked: number
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

/** Measures every element that holds a block, up to the root: names around it, words below it. */
export function placeElements(root: Element, blocks: readonly Block[], counts: readonly Words[]): Map<Element, Place> {
  const places = new Map<Element, Place>()
  const kin = new Map<Element, ReadonlyMap<string, number>>()
  const placeOf = (node: Element): Place => {
    const known = places.get(node)
    if (known !== undefined) return known
    const { parent } = node
    const above = node === root || parent === undefined ? undefined : placeOf(parent)
    const place = {
      depth: above === undefined ? 0 : above.depth + 1,
      inside: (above?.inside ?? 0) | tagBit(node),
      alike: above === undefined || parent === undefined ? 1 : alikeIn(parent, node, kin),
      words: 0,
      linked: 0,
    }
    places.set(node, place)
    return place
  }
  blocks.forEach(({ parent }, index) => {
    const { words, linked } = counts[index] ?? { words: 0, linked: 0 }
    placeOf(parent)
    for (let at: Element | undefined = parent; at !== undefined; at = at === root ? undefined : at.parent) {
      const place = placeOf(at)
      place.words += words
      place.linked += linked
    }
  })
  return places
}

/** The bit of an element among `tagBits`, or 0. */
export function tagBit(node: Element): number {
  const bit = (tagBits as readonly string[]).indexOf(attribute(node, 'role') === 'main' ? 'main' : node.name)
  return bit < 0 ? 0 : 1 << bit
}

function alikeIn(parent: Element, node: Element, kin: Map<Element, ReadonlyMap<string, number>>): number {
  let counts = kin.get(parent)
  if (counts === undefined) {
    const made = new Map<string, number>()
    for (const child of parent.children) {
      if (child.type === 'element') made.set(signature(child), (made.get(signature(child)) ?? 0) + 1)
    }
    kin.set(parent, made)
    counts = made
  }
  return counts.get(signature(node)) ?? 1
}

/** For each name group the steps up to the nearest element with such a name, the element itself first; `far` when none. */
export function nameDistances(node: Element, root: Element): number[] {
  const distances = nameGroups.map(() => far)
  let at: Element | undefined = node
  for (let step = 0; step < far && at !== undefined; step++) {
    for (const group of groupsOf(at)) if (distances[group] === far) distances[group] = step
    at = at === root ? undefined : at.parent
  }
  return distances
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
    row.push(Math.log1p(place?.words ?? total), (place?.linked ?? 0) / (place?.words || 1), place?.alike ?? 1)
    at = at?.parent
  }
  for (const times of [4, 16]) {
    let up: Element | undefined = parent
    while (up?.parent !== undefined && (places.get(up)?.words ?? 0) < words * times + 5) up = up.parent
    const place = up === undefined ? undefined : places.get(up)
    row.push((place?.words ?? total) / total, (place?.linked ?? 0) / (place?.words || 1))
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
