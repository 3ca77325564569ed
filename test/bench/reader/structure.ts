import { parseHTML } from 'linkedom'

/** Structure of the page that stands inside its marked main content. */
export interface Structure {
  readonly headings: readonly string[]
  readonly code: readonly string[]
  /** Rows of data tables, each the texts of its filled cells. */
  readonly rows: readonly (readonly string[])[]
  readonly links: readonly { text: string; url: string }[]
}

const squash = (text: string): string => text.replace(/[\s\u200b\u00a0]+/g, ' ').trim()
const loose = (text: string): string => squash(text.replace(/[\\*_`]/g, '')).toLowerCase()
/** White space inside lines and line breaks must be kept; indentation by a list item may be added before every line. */
const dedent = (code: string): string => {
  const lines = code
    .replace(/\u00a0/g, ' ')
    .split('\n')
    .map((line) => line.trimEnd())
  while (lines[0] === '') lines.shift()
  while (lines.at(-1) === '') lines.pop()
  const margin = Math.min(...lines.filter((line) => line !== '').map((line) => line.length - line.trimStart().length))
  return lines.map((line) => line.slice(Number.isFinite(margin) ? margin : 0)).join('\n')
}

/** What of headings, code, tables and links the page holds and people marked as content. */
export function expectedStructure(html: string, url: string, truth: string): Structure {
  const { document } = parseHTML(html)
  const marked = loose(truth)
  const solid = truth.replace(/\s+/g, '')
  const lines = new Set(truth.split('\n').map(loose))
  const all = (selector: string) => [...document.querySelectorAll(selector)]
  const inFrame = (node: { closest: (selector: string) => unknown }): boolean =>
    node.closest('nav, footer, [role=navigation], aside') !== null
  const headings = all('h1,h2,h3,h4,h5,h6')
    .filter((node) => !inFrame(node))
    .map((node) => squash(node.textContent ?? '').replace(/\s*[#¶§]$/, ''))
    .filter((text) => text !== '' && lines.has(loose(text)))
  const code = all('pre')
    .filter((node) => node.closest('td.gutter, td.linenos, .lineno') === null)
    .map((node) => {
      for (const br of node.querySelectorAll('br')) br.replaceWith('\n')
      return dedent(node.textContent ?? '')
    })
    .filter((text) => text.length > 3 && !/^[\d\s]+$/.test(text) && solid.includes(text.replace(/\s+/g, '')))
  const rows = all('table')
    .filter((table) => !inFrame(table) && table.querySelector('table, pre') === null && table.closest('pre') === null)
    .flatMap((table) => {
      const found = [...table.querySelectorAll('tr')].map((row) =>
        [...row.querySelectorAll('td,th')]
          .map((cell) => loose(cell.textContent ?? ''))
          .filter((text) => text !== '' && text.length < 200),
      )
      return found.length > 1 && found.some((row) => row.length > 1)
        ? found.filter((row) => row.length > 1 && row.every((cell) => marked.includes(cell)))
        : []
    })
  const links = all('p a[href], li a[href], td a[href], dd a[href]')
    .filter((node) => !inFrame(node) && node.closest('header') === null)
    .flatMap((node) => {
      const text = squash(node.textContent ?? '')
      const target = URL.parse(node.getAttribute('href') ?? '', url)
      const around = loose(node.closest('p,li,td,dd')?.textContent ?? '')
      const isProse = around.length > text.length + 40 && marked.includes(around)
      return text.length > 2 && isProse && target !== null && /^https?:$/.test(target.protocol)
        ? [{ text, url: target.href }]
        : []
    })
  return { headings, code, rows, links }
}

export interface StructureScore {
  readonly headings: number | undefined
  readonly code: number | undefined
  readonly language: number
  readonly rows: number | undefined
  readonly links: number | undefined
}

const share = <T>(wanted: readonly T[], kept: (one: T) => boolean): number | undefined =>
  wanted.length === 0 ? undefined : wanted.filter(kept).length / wanted.length

/** The share of the expected structure that the Markdown keeps. */
export function scoreStructure(markdown: string, expected: Structure): StructureScore {
  const lines = markdown.split('\n')
  const headings = new Set<string>()
  lines.forEach((line, at) => {
    const atx = /^\s*(?:>\s*)?#{1,6}\s+(.*)$/.exec(line)?.[1]
    if (atx !== undefined) headings.add(loose(linkless(atx)))
    else if (/^(=+|-+)\s*$/.test(lines[at + 1] ?? '')) headings.add(loose(linkless(line)))
  })
  const fences: string[] = []
  let languages = 0
  for (const [, quote = '', , info = '', body = ''] of markdown.matchAll(
    /^([ \t>]*)(`{3,}|~{3,})([^\n`]*)\n([\s\S]*?)\n[ \t>]*\2[ \t]*$/gm,
  )) {
    if (info.trim() !== '') languages++
    fences.push(dedent(quote.includes('>') ? body.replace(/^[ \t]*(> ?)+/gm, '') : body))
  }
  const blocks = new Set(fences)
  const tableRows = lines
    .filter((line) => line.includes('|'))
    .map((line) => loose(linkless(line.replace(/<br\s*\/?>/g, ' '))))
  const addresses = new Set(
    [...markdown.matchAll(/\]\(<?((?:[^()\s<>]|\([^)]*\))+)/g)].map((match) => normal(match[1] ?? '')),
  )
  for (const [, auto = ''] of markdown.matchAll(/<(https?:[^>]+)>/g)) addresses.add(normal(auto))
  return {
    headings: share(expected.headings, (text) => headings.has(loose(text))),
    code: share(expected.code, (code) => blocks.has(code)),
    language: fences.length === 0 ? 0 : languages / fences.length,
    rows: share(expected.rows, (row) => tableRows.some((line) => inOrder(line, row))),
    links: share(expected.links, ({ url }) => addresses.has(normal(url))),
  }
}

const linkless = (text: string): string =>
  text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\((?:[^()]|\([^)]*\))*\)/g, '$1')
    .replace(/<(https?:[^>]+)>/g, '$1')

function normal(url: string): string {
  const plain = url.replace(/&amp;/g, '&').replace(/\\/g, '')
  try {
    return decodeURI(plain).replace(/%28/g, '(').replace(/%29/g, ')').replace(/\/$/, '')
  } catch {
    return plain
  }
}

function inOrder(line: string, cells: readonly string[]): boolean {
  let from = 0
  for (const cell of cells) {
    const at = line.indexOf(cell, from)
    if (at < 0) return false
    from = at + cell.length
  }
  return true
}
