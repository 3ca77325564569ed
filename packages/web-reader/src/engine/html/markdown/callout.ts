import { attribute, type Element, find, flatText, type Node } from '../tree.ts'
import { type Context, deeper } from './context.ts'

/** Class names that set a note apart, of the generators of documentation; each of their notes is one. */
const calloutClass =
  /(^|\s)(admonition|admonitionblock|callout|theme-admonition|notecard|custom-block|markdown-alert|blockquote-tag|docs-callout|note-?box|starlight-aside)(?=$|\s|-)/i
/** Class names that mean a note only beside the name of a kind. */
const maybeClass = /(^|\s)(alert|hint|directive|aside-?note|message)(?=$|\s|-)/i
/** A class that is nothing but a kind: MkDocs on `details`, rustdoc, DocFX, W3C. */
const kindClass = /^\s*(note|tip|warning|important|caution|danger|attention)\s*$/i
const foldedKind =
  /(^|\s)(note|abstract|info|tip|success|question|warning|failure|danger|bug|example|quote|important|caution)(\s|$)/i
const kinds: readonly (readonly [RegExp, string])[] = [
  [/\b(caution|danger|error|critical|bug|failure)\b/i, 'CAUTION'],
  [/\b(warning|attention|warn|deprecated)\b/i, 'WARNING'],
  [/\b(important)\b/i, 'IMPORTANT'],
  [/\b(note|info|information|seealso|secondary|primary)\b/i, 'NOTE'],
  [/\b(tip|hint|success|check)\b/i, 'TIP'],
]
const holders = new Set(['div', 'aside', 'section', 'details', 'blockquote', 'p'])

/** The kind of a note set apart from the text, or undefined. */
export function calloutKind(node: Element): string | undefined {
  if (node.attributes.length === 0 || !holders.has(node.name)) return undefined
  const classes = attribute(node, 'class')
  const told = ['data-type', 'data-callout-type', 'data-hint-style', 'data-variant'].map((name) =>
    attribute(node, name),
  )
  const words = [classes, ...told].join(' ').replace(/[_-]+/g, ' ')
  const kind = kinds.find(([pattern]) => pattern.test(words))?.[1]
  if (node.name === 'details') return foldedKind.test(classes) ? (kind ?? 'NOTE') : undefined
  if (calloutClass.test(classes)) return kind ?? 'NOTE'
  if (kindClass.test(classes)) return kind
  return maybeClass.test(classes) && !/\balert (dismiss|banner)/i.test(words) ? kind : undefined
}

/** Writes a note as a GitHub alert; a title of its own words is kept in bold. */
export function calloutBlock(node: Element, kind: string, context: Context): string {
  // Asciidoctor lays a note out as a table: its sign, its text.
  const body = find(node, (one) => one.name === 'td' && /(^|\s)content(\s|$)/.test(attribute(one, 'class'))) ?? node
  const { title, rest } = titled(body)
  const own = title === undefined || saysKind(title) ? [] : [`**${context.inline(title.children)}**`]
  const { inner, shift } = deeper(context, () => context.blocks(rest))
  const blocks = [...own, ...inner]
  if (blocks.length === 0) return ''
  if (context.options.format === 'text') return [kind, ...blocks].join('\n')
  const note = [`[!${kind}]`, blocks.join('\n\n')].join('\n')
  return shift ? quote(note) : note
}

/** True for a title that only names the kind, as the mark does already. */
function saysKind(title: Element): boolean {
  const words = flatText(title).replace(/[:.!]$/, '')
  return words === '' || /^(note|tip|info|information|warning|caution|danger|important|hint|attention)$/i.test(words)
}

/** The note's title and what follows it; a first word such as `Note:` in bold is a title, too. */
function titled(body: Element): { title: Element | undefined; rest: readonly Node[] } {
  const [first] = body.children.filter((child): child is Element => child.type === 'element')
  if (first === undefined) return { title: undefined, rest: body.children }
  const isTitle =
    /title|heading|label|kind/i.test(attribute(first, 'class')) ||
    first.name === 'summary' ||
    (first.name !== 'strong' && saysKind(first) && flatText(first) !== '')
  if (isTitle) return { title: first, rest: body.children.filter((child) => child !== first) }
  const lead =
    first.name === 'p' ? first.children.find((child) => child.type === 'element' || child.text.trim() !== '') : first
  if (lead?.type !== 'element' || !/^(strong|b)$/.test(lead.name) || flatText(lead) === '' || !saysKind(lead))
    return { title: undefined, rest: body.children }
  lead.parent?.children.splice(lead.parent.children.indexOf(lead), 1)
  return { title: undefined, rest: body.children }
}

/** Prefixes every line as a block quote. */
export function quote(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
}
