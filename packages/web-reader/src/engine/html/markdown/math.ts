import { attribute, type Element, find, textContent } from '../tree.ts'

const rendered = /(^|\s)(katex|katex-display|mwe-math-element|MathJax|MathJax_Display|MathJax_Preview)(\s|$)/
/** What Sphinx, MkDocs and others leave for a script to render: TeX between its own delimiters. */
const unrendered = /(^|\s)(math|arithmatex)(\s|$)/
const delimited = /^\s*(?:\\\(([\s\S]*)\\\)|\\\[([\s\S]*)\\\]|\$\$([\s\S]*)\$\$)\s*$/

/** True for the outermost element of a formula, whoever rendered it. */
export function isMath(node: Element): boolean {
  if (node.name === 'math' || node.name === 'mjx-container') return true
  if (node.name === 'script') return attribute(node, 'type').startsWith('math/tex')
  const names = attribute(node, 'class')
  if (names === '') return false
  return (
    rendered.test(names) || (unrendered.test(names) && node.children.length <= 3 && delimited.test(textContent(node)))
  )
}

/** The formula in TeX without its dollars: its own annotation where there is one, else written from MathML. */
export function mathText(node: Element): { readonly tex: string; readonly display: boolean } {
  const [, , bracketed, doubled] = delimited.exec(textContent(node)) ?? []
  const display =
    /display/i.test(attribute(node, 'class')) ||
    /mode=display/.test(attribute(node, 'type')) ||
    attribute(node, 'display') === 'true' ||
    (bracketed ?? doubled) !== undefined ||
    find(
      node,
      (one) => attribute(one, 'display') === 'block' || /katex-display|MathJax_Display/.test(attribute(one, 'class')),
    ) !== undefined
  return { tex: source(node).replace(/\s+/g, ' ').trim(), display }
}

/** Signs in a formula at most: a page may open one and never close it. */
const longestFormula = 2000
const closing: Readonly<Record<string, string>> = { '\\(': '\\)', '\\[': '\\]', $$: '$$' }

/** Writes formulas that stand in a text between `\\(` and `\\)` or the like as they are, between dollars; the rest by `write`. */
export function withFormulas(text: string, write: (text: string) => string): string {
  let out = ''
  let from = 0
  // Where the next end of each kind is: looked for once, so that a million beginnings cost one pass.
  const ends = new Map<string, number>()
  for (const { index, 0: open } of text.matchAll(/\\[([]|\$\$/g)) {
    if (index < from) continue
    const close = closing[open] ?? open
    let end = ends.get(close) ?? -1
    if (end < index + 2) {
      const found = text.indexOf(close, index + 2)
      end = found < 0 ? Number.POSITIVE_INFINITY : found
      ends.set(close, end)
    }
    if (end - index > longestFormula) continue
    const tex = text.slice(index + 2, end)
    // Spaces inside are prose about brackets more often than a formula in a line.
    if (tex.trim() === '' || (open === '\\(' && tex !== tex.trim())) continue
    const mark = open === '\\(' ? '$' : '$$'
    out += write(text.slice(from, index)) + mark + tex.replace(/\s+/g, ' ').trim() + mark
    from = end + 2
  }
  return out + write(text.slice(from))
}

function source(node: Element): string {
  if (node.name === 'script') return textContent(node)
  const annotation = find(node, (one) => one.name === 'annotation' && /tex/i.test(attribute(one, 'encoding')))
  if (annotation !== undefined) return unwrapDisplayStyle(textContent(annotation))
  const math = find(node, (one) => one.name === 'math')
  if (math !== undefined) return attribute(math, 'alttext') || fromMathMl(math)
  const image = find(node, (one) => one.name === 'img')
  if (image !== undefined) return unwrapDisplayStyle(attribute(image, 'alt'))
  const text = textContent(node)
  const [, inline, bracketed, doubled] = delimited.exec(text) ?? []
  return inline ?? bracketed ?? doubled ?? text
}

/** Wikipedia wraps every formula: `{\displaystyle …}`. */
function unwrapDisplayStyle(tex: string): string {
  return /^\s*\{\\(?:displaystyle|textstyle)\s+([\s\S]*)\}\s*$/.exec(tex)?.[1] ?? tex
}

function fromMathMl(node: Element): string {
  const parts = node.children
    .filter((child) =>
      child.type === 'text' ? child.text.trim() !== '' : child.name !== 'annotation' && child.name !== 'annotation-xml',
    )
    .map((child) => (child.type === 'text' ? child.text.trim() : fromMathMl(child)))
  const [first = '', second = '', third = ''] = parts
  switch (node.name) {
    case 'mfrac':
      return `\\frac{${first}}{${second}}`
    case 'msup':
      return `${first}^{${second}}`
    case 'msub':
      return `${first}_{${second}}`
    case 'msubsup':
    case 'munderover':
      return `${first}_{${second}}^{${third}}`
    case 'munder':
      return `${first}_{${second}}`
    case 'mover':
      return `${first}^{${second}}`
    case 'msqrt':
      return `\\sqrt{${parts.join(' ')}}`
    case 'mroot':
      return `\\sqrt[${second}]{${first}}`
    case 'mtr':
      return parts.join(' & ')
    case 'mtable':
      return parts.join(' \\\\ ')
    default:
      return parts.join(parts.some((part) => part.length > 1) ? ' ' : '')
  }
}
