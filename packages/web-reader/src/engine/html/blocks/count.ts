import { type Element, hasAttribute, type Node } from '../tree.ts'
import type { Block } from './segment.ts'

/** Words of a piece of the page, and how many of them are links. */
export interface Words {
  words: number
  linked: number
  links: number
}

export const noWords: Readonly<Words> = { words: 0, linked: 0, links: 0 }

/** Words of a text; in scripts without spaces every character counts as one. */
export function wordsIn(text: string): number {
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

function countNodes(nodes: readonly Node[], inLink: boolean, sum: Words): Words {
  for (const node of nodes) {
    if (node.type === 'text') {
      const words = wordsIn(node.text)
      sum.words += words
      if (inLink) sum.linked += words
    } else {
      const isLink = node.name === 'a' && hasAttribute(node, 'href')
      if (isLink) sum.links++
      countNodes(node.children, inLink || isLink, sum)
    }
  }
  return sum
}

/** Words of a block; all of them are links when it stands inside of one. */
export function countBlock(block: Block): Words {
  let linked = false
  for (let at: Element | undefined = block.parent; at !== undefined; at = at.parent) if (at.name === 'a') linked = true
  return countNodes(block.nodes, linked, { words: 0, linked: 0, links: linked ? 1 : 0 })
}
