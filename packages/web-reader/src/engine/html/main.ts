import { measure } from './measure.ts'
import { attribute, type Element, find } from './tree.ts'

const semantic: readonly ((node: Element) => boolean)[] = [
  (node) => /articleBody/.test(attribute(node, 'itemprop')),
  (node) => node.name === 'article',
  (node) => node.name === 'main' || attribute(node, 'role') === 'main',
]

/** The element that holds the page's main content; the tree has been cleaned. */
export function mainContent(root: Element): Element {
  const body = find(root, (node) => node.name === 'body') ?? root
  const measures = measure(body)
  const good = (node: Element): number => measures.get(node) ?? 0
  const total = good(body)
  if (total === 0) return body
  for (const test of semantic) {
    const outer: Element[] = []
    collectOutermost(body, test, outer)
    const best = outer.reduce<Element | undefined>(
      (most, node) => (most === undefined || good(node) > good(most) ? node : most),
      undefined,
    )
    if (best !== undefined && good(best) >= total * 0.5) return tighten(best, good)
  }
  return tighten(body, good)
}

/** Gathers the elements that pass, without those inside of another. */
function collectOutermost(node: Element, test: (node: Element) => boolean, found: Element[]): void {
  if (test(node)) found.push(node)
  else for (const child of node.children) if (child.type === 'element') collectOutermost(child, test, found)
}

/** Goes down as long as one child holds nearly all of the content. */
function tighten(from: Element, good: (node: Element) => number): Element {
  let at = from
  for (;;) {
    const next = at.children.find(
      (child): child is Element => child.type === 'element' && good(child) >= good(at) * 0.9,
    )
    if (next === undefined || next.children.length === 0) return at
    at = next
  }
}
