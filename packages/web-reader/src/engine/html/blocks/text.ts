import type { Node } from '../tree.ts'
import type { Block } from './segment.ts'

/** Longer texts are looked at up to here. */
const longestText = 600

/** The beginning of a block's text on one line. */
export function blockText(block: Block): string {
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

/** What the signs of a text say: figures, capitals, sentences, prices, questions, years. */
export function textNumbers(text: string): number[] {
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
