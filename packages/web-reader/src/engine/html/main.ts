import { measure } from './measure.ts'
import { attribute, type Element, elements, find } from './tree.ts'

const semantic: readonly ((node: Element) => boolean)[] = [
  (node) => /articleBody/.test(attribute(node, 'itemprop')),
  (node) => node.name === 'article',
  (node) => node.name === 'main' || attribute(node, 'role') === 'main',
]

/** The element that holds the page's main content; the tree has been cleaned. */
export function mainContent(root: Element): Element {
  const body = find(root, (node) => node.name === 'body') ?? root
  const measures = measure(body)
  const good = (node: Element): number => measures.get(node)?.good ?? 0
  const total = good(body)
  if (total === 0) return body
  for (const test of semantic) {
    const found = [...elements(body)].filter(test)
    const outer = found.filter((node) => !found.some((other) => other !== node && contains(other, node)))
    const best = outer.reduce<Element | undefined>(
      (most, node) => (most === undefined || good(node) > good(most) ? node : most),
      undefined,
    )
    if (best !== undefined && good(best) >= total * 0.5) return tighten(best, good)
  }
  return tighten(body, good)
}

function contains(outer: Element, inner: Element): boolean {
  for (let at = inner.parent; at !== undefined; at = at.parent) if (at === outer) return true
  return false
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
