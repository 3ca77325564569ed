import type { Heading } from '../../document.ts'
import { attribute, type Element, walk } from '../tree.ts'
import type { WrittenHeading } from './context.ts'

/** Fragment identifiers that lead to a heading: its own, an anchor's inside, its section's. */
export function headingIds(node: Element): string[] {
  const ids: string[] = []
  walk(node, (one) => {
    ids.push(attribute(one, 'id'))
    if (one.name === 'a') ids.push(attribute(one, 'name'))
  })
  const { parent } = node
  if (parent !== undefined && parent.children.find((child) => child.type === 'element') === node)
    ids.push(attribute(parent, 'id'))
  return [...new Set(ids.filter((id) => id !== ''))]
}

/** Finds where each heading stands in the text, in one pass; what was written elsewhere (into a cell, a quote) is left out. */
export function placeHeadings(content: string, written: readonly WrittenHeading[]): Heading[] {
  const places = new Map<string, number[]>(written.map(({ line }) => [line, []]))
  for (let at = 0, end = 0; at <= content.length; at = end + 1) {
    end = content.indexOf('\n', at)
    if (end < 0) end = content.length
    places.get(content.slice(at, end))?.push(at)
  }
  for (const each of places.values()) each.reverse()
  const placed: Heading[] = []
  let from = 0
  for (const { level, line, text, ids } of written) {
    const ahead = places.get(line) ?? []
    while ((ahead.at(-1) ?? from) < from) ahead.pop()
    const at = ahead.pop()
    if (at === undefined) continue
    placed.push({ level, text, ids, at })
    from = at + line.length
  }
  return placed
}
