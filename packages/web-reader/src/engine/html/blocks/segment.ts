import { attribute, type Element, type Node } from '../tree.ts'

/** A piece of the page that is kept or dropped as a whole: a paragraph, a list, a table, a run of text. */
export interface Block {
  /** Consecutive children of `parent`; one element, or a run of inline nodes. */
  readonly nodes: readonly Node[]
  readonly parent: Element
  /** Its element's name, or `run`. */
  readonly name: string
}

const blockNames = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul caption #document'.split(
    ' ',
  ),
)
const whole = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'dt',
  'figcaption',
  'summary',
  'caption',
  'math',
  'hr',
])

/** Elements with a block below them, found in one pass from the leaves. */
export function blockHolders(root: Element): Set<Element> {
  const holders = new Set<Element>()
  const visit = (node: Element): boolean => {
    let holds = false
    for (const child of node.children) {
      if (child.type === 'element' && (visit(child) || blockNames.has(child.name))) holds = true
    }
    if (holds) holders.add(node)
    return holds
  }
  visit(root)
  return holders
}

/** Cuts the tree into blocks in document order; together they hold all of its text. */
export function segment(root: Element): Block[] {
  const holders = blockHolders(root)
  const blocks: Block[] = []
  const visit = (parent: Element): void => {
    let run: Node[] = []
    const flush = (): void => {
      if (run.some((node) => node.type === 'element' || node.text.trim() !== ''))
        blocks.push({ nodes: run, parent, name: 'run' })
      run = []
    }
    for (const child of parent.children) {
      if (child.type === 'text' || (!blockNames.has(child.name) && !holders.has(child))) {
        run.push(child)
        continue
      }
      flush()
      if (isWhole(child, holders)) blocks.push({ nodes: [child], parent, name: child.name })
      else visit(child)
    }
    flush()
  }
  visit(root)
  return blocks
}

/** Kept together: text blocks, data tables, lists of short plain items. */
function isWhole(node: Element, holders: ReadonlySet<Element>): boolean {
  if (whole.has(node.name) || !holders.has(node)) return true
  if (node.name === 'table') return isFlatTable(node, holders)
  if (node.name === 'ul' || node.name === 'ol')
    return node.children.every((item) => item.type === 'text' || !holders.has(item))
  return false
}

/** A table whose cells hold text only: its rows are no blocks of their own. */
function isFlatTable(table: Element, holders: ReadonlySet<Element>): boolean {
  if (attribute(table, 'role') === 'presentation') return false
  let columns = 0
  const flat = (node: Element): boolean =>
    node.children.every((child) => {
      if (child.type === 'text') return true
      if (child.name === 'tr')
        columns = Math.max(columns, child.children.filter((cell) => cell.type === 'element').length)
      if (child.name === 'td' || child.name === 'th')
        return (
          !holders.has(child) ||
          child.children.every(
            (one) => one.type === 'text' || one.name === 'p' || one.name === 'ul' || !blockNames.has(one.name),
          )
        )
      return flat(child)
    })
  return flat(table) && columns > 1
}

/** Takes blocks out of the tree, and the elements that are left with nothing. */
export function removeBlocks(blocks: readonly Block[]): void {
  const gone = new Set<Node>(blocks.flatMap((block) => block.nodes))
  for (const parent of new Set(blocks.map((block) => block.parent))) {
    parent.children = parent.children.filter((child) => !gone.has(child))
    for (
      let at: Element = parent;
      at.parent !== undefined && at.children.every((child) => child.type === 'text' && child.text.trim() === '');
      at = at.parent
    ) {
      const empty = at
      at.parent.children = at.parent.children.filter((child) => child !== empty)
    }
  }
}
