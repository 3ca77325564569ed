import { prepare } from '../prepare.ts'
import { textContent } from '../tree.ts'
import { measurePage } from './classify.ts'

/** A page's blocks as the model sees them: what training compares with people's marks. */
export function blocksOf(html: string, url: string): { rows: Float32Array[]; texts: string[] } {
  const { body, metadata } = prepare(html, url)
  const measured = measurePage(body, url, metadata)
  return {
    rows: measured.map(({ row }) => row),
    texts: measured.map(({ block }) => block.nodes.map((node) => textContent(node)).join(' ')),
  }
}
