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
  return rendered.test(names) || (unrendered.test(names) && delimited.test(textContent(node)))
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

/** Formulas that stand in a text between `\\(` and `\\)` or the like, between dollars and as written; the rest by `write`. */
export function withFormulas(text: string, write: (text: string) => string): string {
  if (!/\\[([]|\$\$/.test(text)) return write(text)
  return text
    .split(/(\\\(\S(?:[^\n]{0,500}?\S)?\\\)|\\\[[\s\S]{1,2000}?\\\]|\$\$[\s\S]{1,2000}?\$\$)/)
    .map((part, at) => {
      if (at % 2 === 0) return write(part)
      const tex = part.slice(2, -2).replace(/\s+/g, ' ').trim()
      return part.startsWith('\\(') ? `$${tex}$` : `$$${tex}$$`
    })
    .join('')
}

function source(node: Element): string {
  if (node.name === 'script') return textContent(node)
  const annotation = find(node, (one) => one.name === 'annotation' && /tex/i.test(attribute(one, 'encoding')))
  if (annotation !== undefined) return unwrapDisplayStyle(textContent(annotation))
  const math = find(node, (one) => one.name === 'math')
  if (math !== undefined) return attribute(math, 'alttext') || fromMathMl(math)
  const image = find(node, (one) => one.name === 'img')
  if (image !== undefined) return unwrapDisplayStyle(attribute(image, 'alt'))
  if (hasScript(node)) return ''
  const text = textContent(node)
  const [, inline, bracketed, doubled] = delimited.exec(text) ?? []
  return inline ?? bracketed ?? doubled ?? text
}

/** MathJax 2 draws a formula beside the script that has its source: the drawing is left out. */
function hasScript({ parent }: Element): boolean {
  return parent?.children.some((one) => one.type === 'element' && one.name === 'script' && isMath(one)) === true
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
