import type { Element } from './tree.ts'

/** Sums over a subtree, all in characters of collapsed text. */
export interface Measure {
  readonly text: number
  readonly link: number
  /** Text of blocks that read as content: prose of some length with few links, headings, code, tables. */
  readonly good: number
}

const leafBlocks = new Set(
  'p li td th dd dt h1 h2 h3 h4 h5 h6 pre blockquote figcaption summary caption div section article'.split(' '),
)

/** Measures every element of the tree in one pass from the leaves. */
export function measure(root: Element): ReadonlyMap<Element, Measure> {
  const measures = new Map<Element, Measure>()
  const visit = (node: Element, inLink: boolean): Measure => {
    let text = 0
    let link = 0
    let good = 0
    let ownText = 0
    let ownLink = 0
    const linked = inLink || node.name === 'a'
    for (const child of node.children) {
      if (child.type === 'text') {
        const length = collapsedLength(child.text)
        if (length <= 1) continue
        ownText += length
        if (linked) ownLink += length
      } else {
        const below = visit(child, linked)
        text += below.text
        link += below.link
        good += below.good
        if (!leafBlocks.has(child.name) && below.good === 0) {
          ownText += below.text
          ownLink += below.link
        }
      }
    }
    const inlineText = ownText
    text += node.children.reduce(
      (sum, child) => sum + (child.type === 'text' ? Math.max(0, collapsedLength(child.text) - 1) : 0),
      0,
    )
    if (linked && !inLink) link = text
    if (leafBlocks.has(node.name) && inlineText > 0) {
      const density = ownLink / inlineText
      if (node.name === 'pre' || /^h[1-6]$/.test(node.name)) good += inlineText * (1 - density)
      else if (density < 0.4 && inlineText >= 40) good += inlineText * (1 - density)
    }
    const made = { text, link, good }
    measures.set(node, made)
    return made
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
