/** A run of characters, entities decoded. */
export interface Text {
  readonly type: 'text'
  text: string
  parent: Element | undefined
}

/** An element; names and attribute names are lower case. */
export interface Element {
  readonly type: 'element'
  name: string
  /** Names and values in turn: a page has a hundred thousand elements with one or two attributes each. */
  readonly attributes: readonly string[]
  children: Node[]
  parent: Element | undefined
}

export type Node = Text | Element

const noAttributes: readonly string[] = []

/** A new element without a place; `append` gives it one. */
export function element(name: string, attributes: readonly string[] = noAttributes, children: Node[] = []): Element {
  const made: Element = { type: 'element', name, attributes, children, parent: undefined }
  for (const child of children) child.parent = made
  return made
}

/** A new text node without a place. */
export function textNode(value: string): Text {
  return { type: 'text', text: value, parent: undefined }
}

/** Adds `child` at the end of `parent`; the caller has taken it from its former place. */
export function append(parent: Element, child: Node): void {
  child.parent = parent
  parent.children.push(child)
}

/** Replaces `old` by `replacement` in its parent. */
export function replace(old: Element, replacement: readonly Node[]): void {
  const parent = old.parent
  if (parent === undefined) return
  parent.children.splice(parent.children.indexOf(old), 1, ...replacement)
  for (const child of replacement) child.parent = parent
  old.parent = undefined
}

function place({ attributes }: Element, name: string): number {
  for (let at = 0; at < attributes.length; at += 2) if (attributes[at] === name) return at
  return -1
}

/** The attribute's value, or the empty string. */
export function attribute(node: Element, name: string): string {
  const at = place(node, name)
  return at < 0 ? '' : (node.attributes[at + 1] ?? '')
}

/** Whether the attribute is there, if only as a name. */
export function hasAttribute(node: Element, name: string): boolean {
  return place(node, name) >= 0
}

/** Visits the elements of the subtree in document order, the root first. */
export function walk(root: Element, visit: (node: Element) => void): void {
  visit(root)
  for (const child of root.children) if (child.type === 'element') walk(child, visit)
}

/** The first element of the subtree, in document order, that passes `test`. */
export function find(root: Element, test: (node: Element) => boolean): Element | undefined {
  if (test(root)) return root
  for (const child of root.children) {
    const found = child.type === 'element' ? find(child, test) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** Every element of the subtree, in document order, that passes `test`. */
export function findAll(root: Element, test: (node: Element) => boolean): Element[] {
  const found: Element[] = []
  walk(root, (node) => {
    if (test(node)) found.push(node)
  })
  return found
}

/** The nearest ancestor, the element itself first, that passes `test`. */
export function closest(node: Element, test: (node: Element) => boolean): Element | undefined {
  for (let at: Element | undefined = node; at !== undefined; at = at.parent) if (test(at)) return at
  return undefined
}

/** All text below, as written; `br` counts as a line break. */
export function textContent(node: Node): string {
  if (node.type === 'text') return node.text
  if (node.name === 'br') return '\n'
  let all = ''
  for (const child of node.children) all += textContent(child)
  return all
}

/** Text below with white space collapsed. */
export function flatText(node: Node): string {
  return textContent(node).replace(/\s+/g, ' ').trim()
}

/** Characters of text below, the white space around each piece aside: what `flatText` has, nearly, at a fraction of its cost. */
export function textLength(node: Node): number {
  if (node.type === 'text') return node.text.trim().length
  let length = 0
  for (const child of node.children) length += textLength(child)
  return length
}

/** Removes every descendant that passes `test`, in one pass from the top. */
export function removeWhere(root: Element, test: (node: Element) => boolean): void {
  let kept = 0
  for (const child of root.children) {
    if (child.type === 'element' && test(child)) continue
    root.children[kept++] = child
    if (child.type === 'element') removeWhere(child, test)
  }
  root.children.length = kept
}
