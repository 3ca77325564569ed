import { parseHtml } from './parse.ts'
import { type Element, element, textLength, textNode } from './tree.ts'

/** Characters from which on a declared text is an article, and not a teaser. */
const articleChars = 500

/** How much longer than what the page shows it must be to stand in its place. */
const times = 2

/**
 * The article that a page declares in its data for search engines (schema.org `articleBody`) when it shows hardly
 * anything of it: its scripts would. One paragraph a line; undefined where the page itself says enough.
 */
export function declaredArticle(
  shown: Element,
  schemas: readonly Readonly<Record<string, unknown>>[],
): Element | undefined {
  const texts = schemas.map(({ articleBody }) => articleBody).filter((text) => typeof text === 'string')
  const longest = texts.reduce((most, text) => (text.length > most.length ? text : most), '')
  if (longest.length < articleChars) return undefined
  const { root } = parseHtml(longest)
  const article = root.children.some((child) => child.type === 'element') ? root : paragraphs(root)
  return textLength(article) > times * textLength(shown) ? article : undefined
}

/** Some publishers write entities into it, so it has been parsed; its lines are its paragraphs. */
function paragraphs(parsed: Element): Element {
  const [text] = parsed.children
  const lines = text?.type === 'text' ? text.text.split('\n') : []
  return element(
    'body',
    [],
    lines.filter((line) => line.trim() !== '').map((line) => element('p', [], [textNode(line)])),
  )
}
