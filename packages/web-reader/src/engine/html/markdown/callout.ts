import { attribute, type Element, flatText, type Node } from '../tree.ts'
import { type Context, deeper } from './context.ts'

const calloutClass =
  /(^|\s)(admonition|callout|alert|theme-admonition|hint|notecard|custom-block|markdown-alert|directive|aside-?note|docs-callout|note-?box|starlight-aside)(?=$|\s|-)/i
const kinds: readonly (readonly [RegExp, string])[] = [
  [/\b(caution|danger|error|critical)\b/i, 'CAUTION'],
  [/\b(warning|attention|warn)\b/i, 'WARNING'],
  [/\b(important)\b/i, 'IMPORTANT'],
  [/\b(tip|hint|success)\b/i, 'TIP'],
  [/\b(note|info|information|seealso|secondary|primary)\b/i, 'NOTE'],
]

/** The kind of a note set apart from the text, or undefined. */
export function calloutKind(node: Element): string | undefined {
  if (
    node.name !== 'div' &&
    node.name !== 'aside' &&
    node.name !== 'section' &&
    node.name !== 'details' &&
    node.name !== 'blockquote'
  )
    return undefined
  const classes = `${attribute(node, 'class')} ${attribute(node, 'data-type')}`.replace(/[_-]+/g, ' ')
  if (!calloutClass.test(classes) || /\balert (dismiss|banner)/i.test(classes)) return undefined
  return kinds.find(([pattern]) => pattern.test(classes))?.[1]
}

/** Writes a note as a GitHub alert; a title of its own words is kept in bold. */
export function calloutBlock(node: Element, kind: string, context: Context): string {
  const title = firstTitle(node)
  const rest: readonly Node[] = title === undefined ? node.children : withoutTitle(node, title)
  const words = title === undefined ? '' : flatText(title)
  const own =
    words !== '' && words.toLowerCase() !== kind.toLowerCase() ? [`**${context.inline(title?.children ?? [])}**`] : []
  const { inner, shift } = deeper(context, () => context.blocks(rest))
  const blocks = [...own, ...inner]
  if (context.options.format === 'text') return [kind, ...blocks].join('\n')
  const note = [`[!${kind}]`, blocks.join('\n\n')].join('\n')
  return shift ? quote(note) : note
}

function firstTitle(node: Element): Element | undefined {
  const [first] = node.children.filter((child): child is Element => child.type === 'element')
  if (first === undefined) return undefined
  if (/title|heading|label|kind/i.test(attribute(first, 'class')) || first.name === 'summary') return first
  return undefined
}

function withoutTitle(node: Element, title: Element): Node[] {
  return node.children.filter((child) => child !== title)
}

/** Prefixes every line as a block quote. */
export function quote(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
}
