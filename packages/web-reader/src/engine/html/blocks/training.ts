import { prepare } from '../prepare.ts'
import { textContent } from '../tree.ts'
import { measurePage } from './classify.ts'

/** A page's blocks as the model sees them: what training measures against people's marks. */
export function blocksOf(html: string, url: string): { rows: Float32Array[]; texts: string[] } {
  const { body, metadata } = prepare(html, url)
  const { blocks, rows } = measurePage(body, url, metadata)
  return { rows, texts: blocks.map((block) => block.nodes.map((node) => textContent(node)).join(' ')) }
}
