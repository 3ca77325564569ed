import { attribute, type Element, type Node, walk } from './tree.ts'

/** MathJax 2 draws a formula beside the script that has its source: the drawing goes, the source is written. */
export function dropDrawnFormulas(root: Element): void {
  walk(root, (parent) => {
    if (parent.children.some(isSource)) parent.children = parent.children.filter((child) => !isDrawing(child))
  })
}

function isSource(node: Node): boolean {
  return node.type === 'element' && node.name === 'script' && attribute(node, 'type').startsWith('math/tex')
}

function isDrawing(node: Node): boolean {
  return node.type === 'element' && /(^|\s)MathJax(_Display|_Preview|_SVG|_CHTML)?(\s|$)/.test(attribute(node, 'class'))
}
