import type { Heading } from '../../document.ts'
import { attribute, type Element, elements } from '../tree.ts'
import type { WrittenHeading } from './context.ts'

/** Fragment identifiers that lead to a heading: its own, an anchor's inside, its section's. */
export function headingIds(node: Element): string[] {
  const ids = [...elements(node)].flatMap((one) => [
    attribute(one, 'id'),
    one.name === 'a' ? attribute(one, 'name') : '',
  ])
  const { parent } = node
  if (parent !== undefined && parent.children.find((child) => child.type === 'element') === node)
    ids.push(attribute(parent, 'id'))
  return [...new Set(ids.filter((id) => id !== ''))]
}

/** Finds where each heading stands in the text; what was written elsewhere (into a cell, a quote) is left out. */
export function placeHeadings(content: string, written: readonly WrittenHeading[]): Heading[] {
  const placed: Heading[] = []
  let from = 0
  for (const { level, line, text, ids } of written) {
    const at = from === 0 && content.startsWith(line) ? 0 : content.indexOf(`\n${line}`, Math.max(0, from - 1)) + 1
    if (at === 0 && !content.startsWith(line)) continue
    placed.push({ level, text, ids, at })
    from = at + line.length
  }
  return placed
}
