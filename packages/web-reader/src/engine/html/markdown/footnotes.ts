import { attribute, closest, type Element, flatText, removeWhere, walk } from '../tree.ts'

/** What stands below the text and what in the text leads there. */
export interface Footnotes {
  /** The label of each note. */
  readonly notes: ReadonlyMap<Element, string>
  /** The label by the identifier that a link of the text leads to. */
  readonly labels: ReadonlyMap<string, string>
}

/** Lists of footnotes, and single ones, by class or role: what their generators call them. */
const place = /(^|\s)(footnotes?|footnote-list|endnotes|doc-endnotes|doc-footnote|references|reflist)(\s|$)/i
const label = /^[\w*†‡§.-]{1,8}$/
/** The way back to the text, and the number that stands before the note. */
const furniture =
  /(^|\s)(footnote-back|footnote-backref|data-footnote-backref|fn-backref|fn-bracket|doc-backlink|mw-cite-backlink|footnote-number)(\s|$)/
const whole = new Set(['li', 'aside', 'div', 'p', 'table', 'dd', 'section'])

function isPlace(node: Element): boolean {
  return node.attributes.length > 0 && place.test(`${attribute(node, 'class')} ${attribute(node, 'role')}`)
}

function isFurniture(node: Element): boolean {
  if (node.name === 'a' && attribute(node, 'href').startsWith('#') && /^(?:[\^↩↑⤴\s]|\ufe0e)+$/.test(flatText(node)))
    return true
  return node.attributes.length > 0 && furniture.test(`${attribute(node, 'class')} ${attribute(node, 'role')}`)
}

/** The element that is the note, given the one that is linked to: its number may have the identifier. */
function noteOf(node: Element): Element | undefined {
  const note = whole.has(node.name) ? node : node.parent
  return note !== undefined && whole.has(note.name) ? note : undefined
}

/**
 * Footnotes of the page: what stands among footnotes and a short link of the text leads to. What a footnote of Markdown
 * does not have is taken out of them: the way back, the number.
 */
export function takeFootnotes(root: Element): Footnotes {
  const referred = new Map<string, string>()
  const places: Element[] = []
  walk(root, (node) => {
    const href = node.name === 'a' ? attribute(node, 'href') : ''
    if (href.startsWith('#')) {
      const text = flatText(node).replace(/[[\]()^]/g, '')
      if (label.test(text) && !referred.has(href.slice(1))) referred.set(href.slice(1), text)
    }
    if (isPlace(node)) places.push(node)
  })
  const labels = new Map<string, string>()
  const notes = new Map<Element, string>()
  for (const list of places.filter(({ parent }) => parent === undefined || closest(parent, isPlace) === undefined)) {
    walk(list, (node) => {
      const id = attribute(node, 'id')
      const text = referred.get(id)
      const note = text === undefined || id === '' ? undefined : noteOf(node)
      if (text === undefined || note === undefined) return
      labels.set(id, text)
      notes.set(note, text)
    })
    if (notes.size > 0) removeWhere(list, isFurniture)
  }
  return { notes, labels }
}
