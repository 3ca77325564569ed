import { attribute, type Element, type Node } from '../tree.ts'
import { type Context, deeper } from './context.ts'

/** Writes a bulleted or numbered list; what an item holds beyond its first block is indented under it. */
export function listBlock(list: Element, context: Context): string {
  const ordered = list.name === 'ol'
  let number = Number.parseInt(attribute(list, 'start'), 10)
  if (!Number.isFinite(number)) number = 1
  const items: string[] = []
  let loose = false
  for (const child of list.children) {
    if (child.type === 'text' && child.text.trim() === '') continue
    const isItem = child.type === 'element' && child.name === 'li'
    const content: readonly Node[] = isItem ? child.children : [child]
    const value = isItem ? Number.parseInt(attribute(child, 'value'), 10) : Number.NaN
    if (Number.isFinite(value)) number = value
    const { inner: blocks, shift } = deeper(context, () => context.blocks(content))
    const under = (text: string, width: number): string => (shift ? indent(text, width) : text)
    if (blocks.length === 0) continue
    if (!isItem && child.type === 'element' && (child.name === 'ul' || child.name === 'ol') && items.length > 0) {
      items.push(under(blocks.join('\n'), ordered ? 3 : 2))
      continue
    }
    const mark = ordered ? `${number++}. ` : '- '
    const tight = blocks.every((block, at) => at === 0 || /^\s*([-*]|\d+[.)]) /.test(block))
    if (!tight) loose = true
    items.push(mark + under(blocks.join(tight ? '\n' : '\n\n'), mark.length).trimStart())
  }
  return items.join(loose ? '\n\n' : '\n')
}

/** Indents every line that is not empty. */
export function indent(block: string, width: number): string {
  const pad = ' '.repeat(width)
  return block.replace(/^(?=.)/gm, pad)
}
