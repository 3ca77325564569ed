import { Tokenizer } from 'htmlparser2'
import { append, type Element, element, textNode } from './tree.ts'

/** Elements nested deeper become siblings: every later step may recurse without fear of its stack. */
const maxDepth = 200
/** Attributes of an element after this many are left out. */
const maxAttributes = 100
/** Nodes after this many are left out; a 10 MB page of ordinary markup has about 300,000. */
const maxNodes = 500_000

/** Different names that are remembered; HTML has a few hundred. */
const maxNames = 2000

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))
const voidElements = words(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr',
)
const headElements = words('base basefont bgsound head link meta noscript script style template title')
/** Elements that hold other elements only. */
const textless = words('html table thead tbody tfoot tr colgroup ul ol dl select')
/** Start tags that end an open paragraph (HTML 13.2.6.4.7). */
const closesParagraph = words(
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table ul dd dt listing plaintext xmp',
)
/** End tags stop looking for their start tag here: a stray `</div>` in a cell does not close the table. */
const scopeBoundary = words('html table td th caption template object svg math')
/** Elements that the end tag of an inline element never closes. */
const special = words(
  'address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html li main menu nav ol p pre search section summary table tbody td template tfoot th thead tr ul',
)
/** A start tag of the key ends open elements of `ends`, unless one of `until` stands between. */
const impliedEnds: ReadonlyMap<string, { ends: ReadonlySet<string>; until: ReadonlySet<string> }> = new Map(
  [
    ['li', 'li', 'ul ol menu'],
    ['dt dd', 'dt dd', 'dl'],
    ['tr', 'tr td th caption colgroup', 'table'],
    ['td th', 'td th caption colgroup', 'tr table'],
    ['tbody thead tfoot', 'tbody thead tfoot tr td th caption colgroup', 'table'],
    ['option optgroup', 'option', 'select datalist optgroup'],
    ['button', 'button', 'div section article'],
    ['rt rp', 'rt rp', 'ruby'],
    ['h1 h2 h3 h4 h5 h6', 'h1 h2 h3 h4 h5 h6', 'div section article header li'],
    ['a', 'a', [...special].join(' ')],
  ].flatMap(([names = '', ends = '', until = '']) =>
    names.split(' ').map((name) => [name, { ends: words(ends), until: words(`${until} td th html`) }] as const),
  ),
)

export interface ParsedDocument {
  readonly root: Element
  /** True when the page has more nodes than are kept. */
  readonly truncated: boolean
}

/**
 * Parses HTML as browsers do where it matters to reading: implied ends, scopes, raw text, entities.
 * Time is linear in the page's length: the stack of open elements never exceeds 200.
 */
export function parseHtml(html: string): ParsedDocument {
  const root = element('#document')
  const stack: Element[] = [root]
  const open = new Map<string, number>()
  const overflow = new Map<string, number>()
  let nodes = 0
  let name = ''
  let attributes: string[] | undefined
  let attributeName = ''
  let attributeValue = ''

  const names = new Map<string, string>()
  /** One string for all places that say the same name. */
  const known = (written: string): string => {
    let name = names.get(written)
    if (name === undefined) {
      name = written.toLowerCase()
      if (names.size < maxNames) names.set(written, name)
    }
    return name
  }

  const current = (): Element => stack.at(-1) ?? root
  const popTo = (index: number): void => {
    while (stack.length > index) {
      const closed = stack.pop()
      if (closed === undefined) return
      open.set(closed.name, (open.get(closed.name) ?? 1) - 1)
      // A list that grew by `push` has room for sixteen more; this one is complete.
      closed.children = closed.children.slice()
    }
  }
  const isOpen = (wanted: string): boolean => (open.get(wanted) ?? 0) > 0
  const leaveHead = (): void => {
    if (isOpen('head')) popTo(stack.findIndex((node) => node.name === 'head'))
  }

  const closeParagraph = (): void => {
    if (!isOpen('p')) return
    for (let at = stack.length - 1; at > 0; at--) {
      const candidate = stack[at]?.name ?? ''
      if (candidate === 'p') popTo(at)
      if (candidate === 'p' || candidate === 'button' || scopeBoundary.has(candidate)) return
    }
  }
  const closeImplied = (): void => {
    const rule = impliedEnds.get(name)
    if (rule === undefined) return
    let cut = stack.length
    for (let at = stack.length - 1; at > 0; at--) {
      const candidate = stack[at]?.name ?? ''
      if (rule.ends.has(candidate)) cut = at
      else if (rule.until.has(candidate)) break
    }
    popTo(cut)
  }

  const addText = (value: string): void => {
    if (value === '' || nodes >= maxNodes) return
    if (isOpen('head') && current().name === 'head') {
      if (value.trim() === '') return
      leaveHead()
    }
    const last = current().children.at(-1)
    // White space between the rows of a table or the items of a list says nothing and is a third of some pages' nodes.
    if (last?.type !== 'text' && textless.has(current().name) && value.trim() === '') return
    if (last?.type === 'text') last.text += value
    else {
      nodes++
      append(current(), textNode(value))
    }
  }

  const openElement = (selfClosing: boolean): void => {
    if (nodes >= maxNodes) return
    if ((name === 'html' || name === 'body' || name === 'head') && isOpen(name)) return
    if (isOpen('head') && current().name === 'head' && !headElements.has(name)) leaveHead()
    if (closesParagraph.has(name)) closeParagraph()
    closeImplied()
    nodes++
    const made = element(name === 'image' ? 'img' : name, attributes?.slice())
    append(current(), made)
    if (voidElements.has(name) || (selfClosing && (isOpen('svg') || isOpen('math')))) return
    if (stack.length >= maxDepth) {
      overflow.set(name, (overflow.get(name) ?? 0) + 1)
      return
    }
    stack.push(made)
    open.set(name, (open.get(name) ?? 0) + 1)
  }

  const closeElement = (closing: string): void => {
    if (closing === 'br') {
      append(current(), element('br'))
      return
    }
    if (closing === 'html' || closing === 'body') return
    const extra = overflow.get(closing) ?? 0
    if (extra > 0) {
      overflow.set(closing, extra - 1)
      return
    }
    if (!isOpen(closing)) return
    const inline = !special.has(closing)
    for (let at = stack.length - 1; at > 0; at--) {
      const candidate = stack[at]?.name ?? ''
      if (candidate === closing) popTo(at)
      if (candidate === closing) return
      if (inline ? special.has(candidate) : scopeBoundary.has(candidate) && !isTablePart(closing)) return
    }
  }

  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => addText(html.slice(start, end)),
      ontextentity: (codepoint) => addText(String.fromCodePoint(codepoint)),
      onopentagname: (start, end) => {
        name = known(html.slice(start, end))
        attributes = undefined
      },
      onattribname: (start, end) => {
        attributeName = known(html.slice(start, end))
        attributeValue = ''
      },
      onattribdata: (start, end) => {
        attributeValue += html.slice(start, end)
      },
      onattribentity: (codepoint) => {
        attributeValue += String.fromCodePoint(codepoint)
      },
      onattribend: () => {
        attributes ??= []
        if (attributes.length >= 2 * maxAttributes) return
        for (let at = 0; at < attributes.length; at += 2) if (attributes[at] === attributeName) return
        attributes.push(attributeName, attributeValue)
      },
      onopentagend: () => openElement(false),
      onselfclosingtag: () => openElement(true),
      onclosetag: (start, end) => closeElement(known(html.slice(start, end))),
      oncdata: (start, end, offset) => addText(html.slice(start, end - offset)),
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
      isInForeignContext: () => isOpen('svg') || isOpen('math'),
    },
  )
  tokenizer.write(html)
  tokenizer.end()
  return { root, truncated: nodes >= maxNodes }
}

const tableParts = words('table tbody thead tfoot tr td th caption')
function isTablePart(name: string): boolean {
  return tableParts.has(name)
}
