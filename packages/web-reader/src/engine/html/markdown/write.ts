import type { Heading, Link, WriteOptions } from '../../document.ts'
import { append, attribute, type Element, element, find, flatText, type Node, removeWhere } from '../tree.ts'
import { calloutBlock, calloutKind, quote } from './callout.ts'
import { codeLanguage, codeText, fence, isBesideBlock, isCodeLayout } from './code.ts'
import { type Context, deeper, type WrittenHeading } from './context.ts'
import { codeSpan, escapeLineStarts } from './escape.ts'
import { takeFootnotes } from './footnotes.ts'
import { headingIds, placeHeadings } from './headings.ts'
import { inline } from './inline.ts'
import { indent, listBlock } from './list.ts'
import { isMath, mathText } from './math.ts'
import { isLayoutTable, layoutBlocks, tableBlocks } from './table.ts'

const blockNames = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search section summary table tbody td tfoot th thead tr ul caption'.split(
    ' ',
  ),
)
const unwritten = new Set(
  'script style template noscript svg head title link meta select textarea audio video object canvas map'.split(' '),
)

export interface Written {
  readonly text: string
  readonly links: readonly Link[]
  readonly images: readonly Link[]
  readonly headings: readonly Heading[]
}

/** Writes the tree as Markdown or plain text. The tree must be no deeper than the parser allows. */
export function write(root: Element, base: string, options: WriteOptions): Written {
  const links: Link[] = []
  const images: Link[] = []
  const headings: WrittenHeading[] = []
  const context: Context = {
    options,
    nesting: { level: 0 },
    holdsBlocks: blockHolders(root),
    footnotes: takeFootnotes(root),
    resolve: (href) => absolute(href, base),
    blocks: (nodes) => blocks(nodes, context),
    inline: (nodes) => inline(nodes, context),
    links,
    images,
    headings,
  }
  const text = context.blocks(root.children).join('\n\n')
  return { text, links, images, headings: placeHeadings(text, headings) }
}

/** An absolute http(s) or mailto address; scripts, fragments of this page and nonsense give undefined. */
function absolute(href: string, base: string): string | undefined {
  const trimmed = href.trim()
  if (trimmed === '') return undefined
  const url = URL.parse(trimmed, base)
  return url !== null && /^(https?|mailto|ftp):$/.test(url.protocol) ? url.href : undefined
}

/** One pass from the leaves: the elements with a block below them. */
function blockHolders(root: Element): Set<Element> {
  const holders = new Set<Element>()
  const visit = (node: Element): boolean => {
    let holds = false
    for (const child of node.children) {
      if (child.type === 'element' && !unwritten.has(child.name) && (visit(child) || blockNames.has(child.name)))
        holds = true
    }
    if (holds) holders.add(node)
    return holds
  }
  visit(root)
  return holders
}

function isBlock(node: Element, context: Context): boolean {
  return blockNames.has(node.name) || context.holdsBlocks.has(node) || (isMath(node) && mathText(node).display)
}

function blocks(nodes: readonly Node[], context: Context): string[] {
  const out: string[] = []
  let run: Node[] = []
  const flush = (): void => {
    if (run.length === 0) return
    const paragraph = inline(run, context)
    run = []
    if (paragraph !== '') out.push(context.options.format === 'text' ? paragraph : escapeLineStarts(paragraph))
  }
  for (const node of nodes) {
    if (node.type === 'element' && ((unwritten.has(node.name) && !isMath(node)) || isBesideBlock(node))) continue
    if (node.type === 'text' || !isBlock(node, context)) {
      run.push(node)
      continue
    }
    flush()
    for (const one of block(node, context)) if (one.trim() !== '') out.push(one)
  }
  flush()
  return out
}

function block(node: Element, context: Context): string[] {
  const plain = context.options.format === 'text'
  if (isMath(node)) {
    const { tex } = mathText(node)
    return tex === '' ? [] : [plain ? tex : `$$\n${tex}\n$$`]
  }
  const note = footnoted(node, context)
  if (note !== undefined) return [note]
  if (isCodeLayout(node)) return codeBlock(node, plain)
  const kind = calloutKind(node)
  if (kind !== undefined) return [calloutBlock(node, kind, context)]
  switch (node.name) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return heading(node, context)
    case 'pre':
      return codeBlock(node, plain)
    case 'ul':
    case 'ol':
    case 'menu':
      return holdsFootnotes(node, context) ? context.blocks(node.children) : [listBlock(node, context)]
    case 'table':
      return isLayoutTable(node) ? layoutBlocks(node, context) : tableBlocks(node, context)
    case 'blockquote': {
      const { inner, shift } = deeper(context, () => context.blocks(node.children).join('\n\n'))
      return inner === '' ? [] : [plain || !shift ? inner : quote(inner)]
    }
    case 'hr':
      return plain ? [] : ['---']
    case 'dt':
      return [
        isSignature(node) && !plain
          ? bold(codeSpan(signature(node)), plain)
          : bold(context.inline(node.children), plain),
      ]
    case 'summary':
      return context.holdsBlocks.has(node)
        ? context.blocks(node.children)
        : [bold(context.inline(node.children), plain)]
    case 'figcaption': {
      const caption = context.inline(node.children)
      return [caption === '' || plain ? caption : `*${caption.replace(/(^\*+|\*+$)/g, '')}*`]
    }
    case 'li':
      return [listBlock(wrapItem(node), context)]
    case 'a':
      return linkedBlocks(node, context)
    default:
      return context.blocks(node.children)
  }
}

/** A footnote's text under its label, or undefined for what is no footnote. */
function footnoted(node: Element, context: Context): string | undefined {
  const label = context.footnotes.notes.get(node)
  if (label === undefined) return undefined
  const { inner, shift } = deeper(context, () => context.blocks(node.children).join('\n\n'))
  if (context.options.format === 'text') return `[${label}] ${inner}`
  return `[^${label}]: ${shift ? indent(inner, 4).trimStart() : inner}`
}

function holdsFootnotes(list: Element, { footnotes }: Context): boolean {
  return list.children.some((item) => item.type === 'element' && footnotes.notes.has(item))
}

/** Sphinx' signature of a function or class: names and stars to copy, so it is written as code. */
function isSignature(node: Element): boolean {
  return /(^|\s)sig(\s|$)/.test(attribute(node, 'class'))
}

function signature(node: Element): string {
  removeWhere(node, (one) => /(^|\s)(headerlink|viewcode-link)(\s|$)/.test(attribute(one, 'class')))
  return flatText(node)
}

function wrapItem(item: Element): Element {
  const list = element('ul')
  append(list, { ...item })
  return list
}

function heading(node: Element, context: Context): string[] {
  const words = context.inline(node.children).replace(/\s*\n\s*/g, ' ')
  if (words === '') return []
  const level = Number(node.name[1])
  const line =
    context.options.format === 'text' ? words : `${'#'.repeat(level)} ${words.replace(/^\*\*([^*]+)\*\*$/, '$1')}`
  context.headings.push({ level, line, text: flatText(node).replace(/\s*[#¶§]$/, ''), ids: headingIds(node) })
  return [line]
}

function codeBlock(node: Element, plain: boolean): string[] {
  const code = codeText(node)
  if (code === '') return []
  return [plain ? code : fence(code, codeLanguage(node))]
}

function bold(words: string, plain: boolean): string {
  return words === '' || plain || /^[*[!]/.test(words) ? words : `**${words}**`
}

/** A card: the link goes to its heading or first line, the rest stays as it is. */
function linkedBlocks(node: Element, context: Context): string[] {
  const inner = context.blocks(node.children)
  const url = context.resolve(attribute(node, 'href'))
  if (url === undefined || context.options.format === 'text') return inner
  const title = find(node, (one) => /^h[1-6]$/.test(one.name)) ?? node
  const at = Math.max(
    0,
    inner.findIndex((line) => (title === node ? !line.startsWith('!') : /^#{1,6} /.test(line))),
  )
  context.links.push({ text: flatText(title), url })
  return inner.map((line, index) => {
    if (index !== at || line.includes('\n') || line.includes('](')) return line
    const [, mark = '', words = ''] = /^(#{1,6} )?(.*)$/.exec(line) ?? []
    return `${mark}[${words}](${url})`
  })
}
