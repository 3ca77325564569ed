import { attribute, closest, type Element, element, findAll, flatText, replace, textNode, walk } from './tree.ts'

const hasClass = (node: Element, names: RegExp): boolean => names.test(attribute(node, 'class'))
const childElements = (node: Element): Element[] => node.children.filter((child) => child.type === 'element')

/** A row of tabs by role, or by the class names of MkDocs Material and VitePress. */
function isTabRow(node: Element): boolean {
  if (node.attributes.length === 0) return false
  if (attribute(node, 'role') === 'tablist' || hasClass(node, /(^|\s)tabbed-labels(\s|$)/)) return true
  return node.parent !== undefined && hasClass(node, /^tabs$/) && hasClass(node.parent, /(^|\s)vp-code-group(\s|$)/)
}

/** Rows of tabs that are labelled; each looks for its panels in the elements around it. */
const mostRows = 200
/** An element with more children is the page, not a set of tabs. */
const mostAround = 200

function labelsOf(row: Element): Element[] {
  const tabs = findAll(row, (node) => attribute(node, 'role') === 'tab')
  return tabs.length > 0 ? tabs : childElements(row).filter(({ name }) => name === 'label')
}

/** The panels of a row: in the nearest element around it that has as many of them as the row has tabs. */
function panelsOf(row: Element, count: number): Element[] {
  let around = row.parent
  for (let level = 0; level < 3 && around !== undefined; level++, around = around.parent) {
    if (around.children.length > mostAround) return []
    const byRole = findAll(around, (node) => attribute(node, 'role') === 'tabpanel')
    const panels = byRole.filter((panel) => panel.parent === byRole[0]?.parent)
    if (panels.length === count) return panels
    const group = panelsByClass(around)
    if (group.length === count) return group
  }
  return []
}

/** MkDocs' and VitePress' panels are all that their second part holds. */
function panelsByClass(around: Element): Element[] {
  const holder = childElements(around).find((node) => hasClass(node, /(^|\s)(tabbed-content|blocks)(\s|$)/))
  return holder === undefined ? [] : childElements(holder)
}

/**
 * Puts each tab's label at the head of its panel: on the page they are told apart by a click, in a text they stand one
 * after the other. Runs before hidden panels and buttons are judged.
 */
export function labelTabs(root: Element): void {
  const rows: Element[] = []
  walk(root, (node) => {
    if (isTabRow(node)) rows.push(node)
  })
  for (const row of rows.slice(0, mostRows)) {
    if (row.parent !== undefined && closest(row.parent, isTabRow) !== undefined) continue
    const labels = labelsOf(row)
    const panels = labels.length < 2 ? [] : panelsOf(row, labels.length)
    // A panel inside its own row is a page that means something else by the role.
    if (panels.length === 0 || panels.some((panel) => closest(panel, (node) => node === row) !== undefined)) continue
    panels.forEach((panel, at) => {
      const words = labels[at] === undefined ? '' : flatText(labels[at])
      const label = element('p', [], [element('strong', [], [textNode(words)])])
      label.parent = panel
      panel.children = [label, ...panel.children]
    })
    replace(row, [])
  }
}
