import { hasFrameData, hasFrameName } from './frame-names.ts'
import { attribute, type Element, removeWhere, textLength } from './tree.ts'

const roles = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'search',
  'dialog',
  'alertdialog',
  'menu',
  'menubar',
  'toolbar',
  'tooltip',
  'status',
])
/** Framing parts that need no weighing: menus, banners, share bars, by their element, role or whole class name. */
function isFrame(node: Element): boolean {
  if (node.name === 'nav') return true
  // A quotation's footer names who said it.
  if (node.name === 'footer') return node.parent?.name !== 'blockquote'
  if (node.attributes.length === 0 && node.name !== 'header') return false
  if (roles.has(attribute(node, 'role'))) return true
  if (node.name === 'header') return /^(body|#document|html)$/.test(node.parent?.name ?? '')
  if (node.name === 'body' || node.name === 'main' || node.name === 'html' || node.name === 'article') return false
  if (hasFrameData(attribute(node, 'data-testid'), attribute(node, 'data-role'))) return true
  const names = `${attribute(node, 'class')} ${attribute(node, 'id')}`
  return names.length > 1 && hasFrameName(names)
}

/** Removes framing parts, sparing whatever holds a large share of the page's words: names lie. */
export function dropFrame(root: Element): void {
  const all = textLength(root)
  removeWhere(root, (node) => isFrame(node) && textLength(node) < all * 0.5)
}
