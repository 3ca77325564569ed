import { attribute, type Element, find, findAll, type Node, textContent } from '../tree.ts'

/** Gutters, prompts' copy buttons and tooltips that highlighters put beside the code. */
const besideCode =
  /(^|[\s_-])(line-?numbers?(-rows)?|lineno|linenos|linenums?|ln-num|gutter|rouge-gutter|blob-num|hljs-ln-n|hljs-ln-numbers|code-copy|copy|copy-?btn|copy-?button|clipboard|btn-clipboard|test-arrow|tooltip|toolbar|code-header|codeblock-header|visually-hidden|sr-only)(?=$|[\s_-])/i
/** The same in a class of its own: shorter names would be found within others. */
const numberClass = /(^|\s)(ln|lnt|lnlinks)(\s|$)/
/** What stands around a block of code: its language's name, its numbers, its buttons. */
const aroundCode =
  /(^|\s)(lang|language-name|code-lang|example-header|line-numbers-wrapper|line-numbers-rows|copy|copybtn|copy-btn|copy-button|zeroclipboard-container|buttonGroup[\w-]*)(\s|$)/
const line =
  /(^|[\s_-])(line|highlight-code-line|token-line|code-line|view-line|cm-line|CodeMirror-line|hljs-ln-line)(?=$|\s)/i
const linesAsBlocks = new Set(['div', 'p', 'li', 'tr', 'ol', 'ul', 'table', 'tbody', 'figure', 'pre', 'section'])
const nameable = /^[a-z\d][\w+#.-]{0,29}$/
const notLanguages = new Set([
  'none',
  'text',
  'plaintext',
  'plain',
  'txt',
  'default',
  'nohighlight',
  'no-highlight',
  'highlight',
  'hljs',
  'auto',
  'code',
  'notranslate',
  // Second words of class names such as `code-group`, which name no language.
  'group',
  'block',
  'blocks',
  'box',
  'container',
  'wrapper',
  'example',
  'snippet',
  'sample',
  'content',
  'body',
  'area',
  'view',
  'tabs',
  'toolbar',
])
/** How highlighters name the language in a class: `language-js`, `brush: js`, `highlight-python`, `sourceCode haskell`. */
const classMarks: readonly RegExp[] = [
  /(?:^|\s)(?:language|lang|highlight-source|highlight-text|code|brush:?|syntax|src|prettyprint lang)[-_:\s]\s*([\w+#.-]+)/gi,
  /(?:^|\s)highlight-(?!source|text)([\w+#]+)/gi,
  /(?:^|\s)(?:sourceCode|hljs|src|highlight)\s+([\w+#]+)(?=\s|$)/g,
]
/** Languages that are a class of their own on the block: rustdoc, older highlighters. */
const ownClass =
  /(?:^|\s)(rust|python|ruby|java|javascript|typescript|json|yaml|toml|bash|sh|shell|console|sql|xml|css|cpp|csharp|kotlin|swift|php|perl|lua|haskell|scala|golang)(?=\s|$)/gi

function isBesideCode(node: Element): boolean {
  if (node.name === 'button' || node.name === 'style' || node.name === 'script' || node.name === 'svg') return true
  const names = `${attribute(node, 'class')} ${attribute(node, 'id')}`
  if (numberClass.test(names)) return true
  return (
    besideCode.test(names) &&
    !/(^|\s)(line-numbers|gutter)(\s|$)/.test(node.name === 'pre' || node.name === 'code' ? names : '')
  )
}

/** Nodes in an element that wraps one block of code, at most. */
const mostAround = 20

/** True for what a generator puts beside a block of code, in the same element. */
export function isBesideBlock(node: Element): boolean {
  const names = node.name === 'pre' ? '' : attribute(node, 'class')
  if (names === '' || !aroundCode.test(names)) return false
  const around = node.parent?.children ?? []
  return around.length <= mostAround && around.some((one) => one.type === 'element' && one.name === 'pre')
}

/** The code's text with every space and line break as shown; gutters and buttons left out. */
export function codeText(root: Element): string {
  let out = ''
  const breakLine = (): void => {
    if (out !== '' && !out.endsWith('\n')) out += '\n'
  }
  const numbers = numberCell(root)
  const visit = (nodes: readonly Node[]): void => {
    const elementsOnly = nodes.length > 1 && nodes.every((one) => one.type === 'element')
    for (const node of nodes) {
      if (node.type === 'text') out += node.text
      else if (node.name === 'br') out += '\n'
      else if (node !== numbers && !isBesideCode(node)) {
        const ownLine = linesAsBlocks.has(node.name) || (elementsOnly && isLoneLine(node))
        if (ownLine) breakLine()
        visit(node.children)
        if (ownLine && !(node.name === 'div' && out.endsWith('\n\n'))) {
          if (node.children.length === 0 || flatLine(node)) out += '\n'
          else breakLine()
        }
      }
    }
  }
  visit(root.children)
  return out
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .replace(/^\n+/, '')
    .trimEnd()
}

/** In a table of two blocks side by side, the one with the numbers of the other's lines. */
function numberCell(root: Element): Element | undefined {
  if (root.name !== 'table') return undefined
  const [first, second, third] = findAll(root, (one) => one.name === 'pre')
  return second !== undefined && third === undefined && /^[\d\s]+$/.test(textContent(first ?? root)) ? first : undefined
}

/** A line without a line break of its own, given that only elements stand beside it (Shiki, Prism's token-line). */
function isLoneLine(node: Element): boolean {
  if (node.name !== 'span' && node.name !== 'code') return false
  if (!line.test(attribute(node, 'class')) && !/display:\s*(block|grid|flex)/.test(attribute(node, 'style')))
    return false
  return !endsWithBreak(node)
}

function endsWithBreak(node: Element): boolean {
  const last = node.children.at(-1)
  if (last === undefined) return false
  return last.type === 'text' ? last.text.endsWith('\n') : last.name === 'br' || endsWithBreak(last)
}

/** True when a block line holds only white space: it stands for an empty line of code. */
function flatLine(node: Element): boolean {
  return node.children.every((child) => child.type === 'text' && child.text.trim() === '' && !child.text.includes('\n'))
}

/** The language a highlighter noted on the block, its code element or a wrapper of up to three levels. */
export function codeLanguage(block: Element): string {
  const inner = find(block, (node) => node.name === 'code')
  const places: Element[] = inner === undefined ? [block] : [inner, block]
  let wrapper = block.parent
  for (let level = 0; level < 3 && wrapper !== undefined; level++, wrapper = wrapper.parent) {
    if (holdsMany(wrapper)) break
    places.push(wrapper)
  }
  for (const place of places) {
    const language = noted(place)
    if (language !== undefined) return language
  }
  return ''
}

/** More elements than a wrapper of one block has; stops counting there, since a page may have 100,000 siblings. */
function holdsMany(wrapper: Element): boolean {
  let count = 0
  for (const child of wrapper.children) if (child.type === 'element' && ++count > 4) return true
  return false
}

function noted(node: Element): string | undefined {
  for (const name of ['data-lang', 'data-language', 'data-code-lang', 'language', 'lang']) {
    const value = attribute(node, name).toLowerCase()
    if (value !== '' && nameable.test(value) && (name !== 'lang' || node.name === 'pre')) return clean(value)
  }
  const classes = attribute(node, 'class')
  const marks = node.name === 'pre' || node.name === 'code' ? [...classMarks, ownClass] : classMarks
  for (const mark of marks) {
    for (const [, name = ''] of classes.matchAll(mark)) {
      const language = clean(name.toLowerCase())
      if (language !== undefined) return language
    }
  }
  return undefined
}

function clean(language: string): string | undefined {
  if (notLanguages.has(language) || !nameable.test(language)) return undefined
  // Pygments' names carry a version that no highlighter of Markdown knows.
  return language.replace(/^(python|pycon|ipython|py)[23]$/, '$1')
}

/** A fenced block; the fence is longer than any run of backticks inside (CommonMark 4.5). */
export function fence(code: string, language: string): string {
  const runs = code.match(/^[^\S\n]*`{3,}/gm) ?? []
  const longest = runs.reduce((most, run) => Math.max(most, run.trim().length), 2)
  const mark = '`'.repeat(longest + 1)
  return `${mark}${language}\n${code}\n${mark}`
}

/** True for tables and lists that only lay out lines of code beside their numbers. */
export function isCodeLayout(node: Element): boolean {
  if (node.name !== 'table' && node.name !== 'div' && node.name !== 'ol') return false
  const classes = attribute(node, 'class')
  if (node.name === 'table') {
    if (
      /(^|\s)(highlighttable|rouge-table|hljs-ln|lntable|js-file-line-container|code-table|codetable)(\s|$)/.test(
        classes,
      )
    )
      return true
    return numberCell(node) !== undefined
  }
  return /(^|\s)(syntaxhighlighter|CodeMirror-code|view-lines|cm-content)(\s|$)/.test(classes)
}
