import { attribute, type Element } from '../tree.ts'
import type { Context } from './context.ts'
import { destination, escapeInline } from './escape.ts'

const lazySources = ['data-src', 'data-original', 'data-lazy-src', 'data-lazy', 'data-srcset', 'srcset', 'src']
const placeholder = /^data:|(^|\/)(blank|pixel|spacer|transparent|placeholder|1x1)\.(gif|png|svg)/i

/** The address an image is really shown from: lazy loaders keep it beside a placeholder. */
export function imageSource(node: Element): string {
  const direct = attribute(node, 'src').trim()
  if (direct !== '' && !placeholder.test(direct)) return direct
  for (const name of lazySources) {
    const value = attribute(node, name).trim().split(/,\s+/)[0]?.split(/\s+/)[0] ?? ''
    if (value !== '' && !placeholder.test(value)) return value
  }
  return direct
}

/** One pixel or less: a counter, not a picture. */
function isTracker(node: Element): boolean {
  const sides = [attribute(node, 'width'), attribute(node, 'height')].map((side) => Number.parseInt(side, 10))
  return sides.some((side) => side <= 1)
}

/** Writes an image, or nothing when images or its `data:` address are unwanted. */
export function imageMark(node: Element, context: Context): string {
  if (!context.options.images || isTracker(node)) return ''
  const source = imageSource(node)
  const alt = attribute(node, 'alt').replace(/\s+/g, ' ').trim()
  const isData = source.startsWith('data:')
  if (isData && !context.options.dataImages) return ''
  const url = isData ? source : context.resolve(source)
  if (url === undefined) return ''
  context.images.push({ text: alt, url })
  return context.options.format === 'text' ? '' : `![${escapeInline(alt)}](${destination(url)})`
}
