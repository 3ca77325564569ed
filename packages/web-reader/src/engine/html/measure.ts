import type { Element } from './tree.ts'

const leafBlocks = new Set(
  'p li td th dd dt h1 h2 h3 h4 h5 h6 pre blockquote figcaption summary caption div section article'.split(' '),
)

/**
 * How much of each element reads as content, in characters: prose of some length with few links, headings, code, tables.
 * One pass from the leaves; elements without any are left out.
 */
export function measure(root: Element): ReadonlyMap<Element, number> {
  const measures = new Map<Element, number>()
  // Running sums of the whole pass: what an element holds is the difference between its end and its start.
  let text = 0
  let linkText = 0
  let good = 0
  const visit = (node: Element, inLink: boolean): void => {
    const linked = inLink || node.name === 'a'
    const before = good
    let ownText = 0
    let ownLink = 0
    for (const child of node.children) {
      if (child.type === 'text') {
        const length = collapsedLength(child.text)
        if (length <= 1) continue
        ownText += length
        text += length - 1
        if (!linked) continue
        ownLink += length
        linkText += length - 1
      } else {
        const start = { text, linkText, good }
        visit(child, linked)
        if (leafBlocks.has(child.name) || good > start.good) continue
        ownText += text - start.text
        ownLink += linkText - start.linkText
      }
    }
    if (leafBlocks.has(node.name) && ownText > 0) {
      const density = ownLink / ownText
      const telling = node.name === 'pre' || /^h[1-6]$/.test(node.name) || (density < 0.4 && ownText >= 40)
      if (telling) good += ownText * (1 - density)
    }
    if (good > before) measures.set(node, good - before)
  }
  visit(root, false)
  return measures
}

/** Length of a text with each run of white space counted once. */
function collapsedLength(text: string): number {
  let length = 0
  let inSpace = false
  for (let at = 0; at < text.length; at++) {
    const isSpace = text.charCodeAt(at) <= 32
    if (!isSpace || !inSpace) length++
    inSpace = isSpace
  }
  return length
}
