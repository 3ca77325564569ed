import { attribute, type Element, flatText, walk } from '../tree.ts'

const container = /(^|\s)(footnotes?|footnote-list|endnotes|doc-endnotes)(\s|$)/i

/** Footnotes of the page: the label of each by the id of its element; only ids that the text refers to. */
export function footnoteLabels(root: Element): ReadonlyMap<string, string> {
  const labels = new Map<string, string>()
  const referred = new Map<string, string>()
  const lists: Element[] = []
  walk(root, (node) => {
    const href = attribute(node, 'href')
    if (node.name === 'a' && href.startsWith('#') && flatText(node).length < 8)
      referred.set(href.slice(1), flatText(node).replace(/[[\]()^]/g, ''))
    if (container.test(`${attribute(node, 'class')} ${attribute(node, 'role')}`)) lists.push(node)
  })
  for (const list of lists) {
    walk(list, (node) => {
      const id = attribute(node, 'id')
      const label = referred.get(id)
      if (id !== '' && label !== undefined && /^[\w*†‡.-]{1,8}$/.test(label)) labels.set(id, label)
    })
  }
  return labels
}
