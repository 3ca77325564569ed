import { attribute, type Element, find, flatText, textContent } from '../tree.ts'

/** True for the outermost element of a formula, whoever rendered it. */
export function isMath(node: Element): boolean {
  if (node.name === 'math' || node.name === 'mjx-container') return true
  if (node.name === 'script') return attribute(node, 'type').startsWith('math/tex')
  const names = attribute(node, 'class')
  return names !== '' && /(^|\s)(katex|katex-display|mwe-math-element|MathJax|MathJax_Display)(\s|$)/.test(names)
}

/** The formula in TeX between dollars: its own annotation where there is one, else written from MathML. */
export function mathText(node: Element): { readonly tex: string; readonly display: boolean } {
  const display =
    /display/i.test(attribute(node, 'class')) ||
    /mode=display/.test(attribute(node, 'type')) ||
    attribute(node, 'display') === 'true' ||
    find(
      node,
      (one) => attribute(one, 'display') === 'block' || /katex-display|MathJax_Display/.test(attribute(one, 'class')),
    ) !== undefined
  return { tex: source(node).replace(/\s+/g, ' ').trim(), display }
}

function source(node: Element): string {
  if (node.name === 'script') return textContent(node)
  const annotation = find(node, (one) => one.name === 'annotation' && /tex/i.test(attribute(one, 'encoding')))
  if (annotation !== undefined) return unwrapDisplayStyle(textContent(annotation))
  const math = find(node, (one) => one.name === 'math')
  if (math !== undefined) return attribute(math, 'alttext') || fromMathMl(math)
  const image = find(node, (one) => one.name === 'img')
  return image === undefined ? flatText(node) : attribute(image, 'alt')
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
