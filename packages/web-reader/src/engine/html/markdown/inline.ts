import { attribute, closest, type Element, flatText, hasAttribute, type Node, textContent } from '../tree.ts'
import { codeText } from './code.ts'
import type { Context } from './context.ts'
import { codeSpan, destination, escapeInline } from './escape.ts'
import { imageMark } from './image.ts'
import { isMath, mathText, withFormulas } from './math.ts'

/** Stands for a hard break until white space has been collapsed. */
const hardBreak = '\ue000'
/** White space that is not one plain space already: most is, and is left alone. */
const looseSpace = /[^\S \u00a0\ue000][^\S\u00a0\ue000]*| [^\S\u00a0\ue000]+/g
const code = new Set(['code', 'samp', 'kbd', 'tt'])
const emphasis: ReadonlyMap<string, string> = new Map([
  ['em', '*'],
  ['i', '*'],
  ['strong', '**'],
  ['b', '**'],
  ['del', '~~'],
  ['s', '~~'],
  ['strike', '~~'],
])
const headingName = /^h[1-6]$/
const permalink =
  /(^|[\s_-])(headerlink|header-?anchor|anchor-?(link|js|js-link)?|hash-link|permalink|heading-link|direct-link|deep-link|toclink-?anchor|sl-anchor-link|octicon-link)(?=$|[\s_-])/i

/** Writes a run of inline nodes as one line, white space collapsed as a browser would. */
export function inline(nodes: readonly Node[], context: Context): string {
  return write(nodes, context)
    .replace(looseSpace, ' ')
    .replace(/\u00a0/g, ' ')
    .replace(/ {0,9}\ue000[ \ue000]*/g, context.options.format === 'text' ? '\n' : '  \n')
    .trim()
}

function write(nodes: readonly Node[], context: Context): string {
  let out = ''
  for (const node of nodes) out += node.type === 'text' ? text(node.text, context) : writeElement(node, context)
  return out
}

function text(value: string, context: Context): string {
  return context.options.format === 'text' ? value : withFormulas(value, escapeInline)
}

function writeElement(node: Element, context: Context): string {
  const plain = context.options.format === 'text'
  if (isMath(node)) {
    const { tex } = mathText(node)
    return tex === '' || plain ? tex : `$${tex}$`
  }
  if (code.has(node.name)) return inlineCode(node, plain)
  const mark = emphasis.get(node.name)
  if (mark !== undefined)
    return plain || (mark === '~~' && !context.options.gfm)
      ? write(node.children, context)
      : marked(mark, write(node.children, context))
  switch (node.name) {
    case 'br':
      return hardBreak
    case 'wbr':
      return ''
    case 'img':
      return imageMark(node, context)
    case 'a':
      return link(node, context)
    case 'q':
      return `“${write(node.children, context)}”`
    case 'sup':
    case 'sub':
      return raised(node, context)
    case 'input':
      return checkbox(node, context)
    case 'ruby':
      return write(node.children, context)
    case 'rp':
      return ''
    case 'rt':
      return ` (${write(node.children, context)})`
    default:
      return write(node.children, context)
  }
}

function inlineCode(node: Element, plain: boolean): string {
  const { before, core, after } = trimmed(codeText(node).replace(/\s+/g, ' '))
  if (core === '' || plain) return before + core + after
  return before + codeSpan(core) + after
}

/** Emphasis with its outer spaces moved outside, as CommonMark's flanking rules want. */
function marked(mark: string, inner: string): string {
  const { before, core, after } = trimmed(inner)
  if (core === '' || core.startsWith('!')) return inner
  if (core.startsWith(mark) && core.endsWith(mark)) return inner
  return `${before}${mark}${core}${mark}${after}`
}

/** Text and the white space and hard breaks around it; by hand, since a pattern for it takes quadratic time. */
function trimmed(text: string): { before: string; core: string; after: string } {
  const isSpace = (at: number): boolean => text[at] === hardBreak || text[at]?.trim() === ''
  let [start, end] = [0, text.length]
  while (start < end && isSpace(start)) start++
  while (end > start && isSpace(end - 1)) end--
  return { before: text.slice(0, start), core: text.slice(start, end), after: text.slice(end) }
}

function link(node: Element, context: Context): string {
  const href = attribute(node, 'href')
  const footnote = href.startsWith('#') ? context.footnotes.labels.get(href.slice(1)) : undefined
  if (footnote !== undefined) return context.options.format === 'text' ? `[${footnote}]` : `[^${footnote}]`
  if (isPermalink(node, href)) return ''
  const label = write(node.children, context)
  const { before, core, after } = trimmed(label.replaceAll(hardBreak, ' '))
  if (core === '') return label
  const url = context.resolve(href)
  if (url === undefined || context.options.format === 'text' || isOwnLink(node, href)) return label
  context.links.push({ text: flatText(node), url })
  if (core === url) return `<${url}>`
  return `${before}[${core}](${destination(url)})${after}`
}

/** The small sign beside a heading that links to the heading itself, and the arrow back from a footnote. */
export function isPermalink(node: Element, href: string): boolean {
  if (/footnote-back|fn-backref|data-footnote-backref/.test(`${attribute(node, 'class')} ${attribute(node, 'role')}`))
    return true
  if (!href.includes('#')) return false
  const label = textContent(node).trim()
  if (/^[#¶§🔗↩↑⚓\u200b\u2060]*$/u.test(label.replace(/[\ufe00-\ufe0f]/g, '')))
    return !node.children.some((child) => child.type === 'element' && child.name === 'img')
  return permalink.test(attribute(node, 'class')) && headingName.test(node.parent?.name ?? '') && label.length < 3
}

/** A heading that links to itself, whole or in part, says nothing by it. */
function isOwnLink({ parent }: Element, href: string): boolean {
  return (
    href.startsWith('#') && parent !== undefined && closest(parent, (one) => headingName.test(one.name)) !== undefined
  )
}

function raised(node: Element, context: Context): string {
  const inner = write(node.children, context)
  const value = inner.trim()
  if (context.options.format === 'text' || node.name === 'sub') return inner
  // Ordinals and marks of trade read as they are.
  return /^[\w+-]{1,12}$/.test(value) && !/^(?:st|nd|rd|th|tm|sm|[ºª])$/i.test(value) ? `^${value}` : inner
}

/** A box of a task list: the first thing in its item, often in a label or paragraph. */
function checkbox(node: Element, context: Context): string {
  if (attribute(node, 'type') !== 'checkbox' || !context.options.gfm || context.options.format === 'text') return ''
  let at = node.parent
  for (let step = 0; step < 3 && at !== undefined && at.name !== 'li'; step++) at = at.parent
  return at?.name === 'li' ? `[${hasAttribute(node, 'checked') ? 'x' : ' '}] ` : ''
}
