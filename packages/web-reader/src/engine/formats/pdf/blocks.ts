import { escapeHtml } from '../xml.ts'
import { type Line, type Piece, plainText } from './line.ts'
import { rowsToTable, tableLength } from './table.ts'

const bullet = /^\s*[•◦▪‣●○■□–∙]\s+/
const numbered = /^\s*(\d{1,3})[.)]\s+/

/** A heading is larger than the body text by this factor, and short. */
const headingScale = 1.15
const maxHeadingChars = 200

/** The font size of most characters. */
export function bodySize(pages: readonly (readonly Line[])[]): number {
  const weights = new Map<number, number>()
  for (const line of pages.flat()) {
    const size = Math.round(line.size * 2) / 2
    weights.set(size, (weights.get(size) ?? 0) + plainText(line).length)
  }
  const [heaviest = [0, 0]] = Array.from(weights).toSorted(([, a], [, b]) => b - a)
  return heaviest[0]
}

function pieceHtml({ text, href, fixedPitch }: Piece): string {
  const [, before = '', inner = ''] = /^(\s*)([\s\S]*)$/.exec(escapeHtml(text)) ?? []
  const escaped = fixedPitch ? `${before}<code>${inner}</code>` : before + inner
  return href === undefined ? escaped : `<a href="${escapeHtml(href)}">${escaped}</a>`
}

function lineHtml(line: Line): string {
  const cells = line.cells.map((cell) => cell.pieces.map(pieceHtml).join(''))
  // A phrase drawn in several pieces is one; the dots of a table of contents are none.
  return cells
    .join(' ')
    .replace(/(?:\s?\.){5,}/g, ' … ')
    .replace(/<\/code>(\s*)<code>/g, '$1')
    .replace(/<a href="([^"]*)">([^<]*)<\/a>(?=(\s*)<a href="\1">)/g, '<a href="$1">$2$3</a>')
}

/** Joins the next line of a paragraph, mending a word that was divided at the line's end. */
function join(paragraph: string, next: string): string {
  const divided = /\p{Ll}[-\u00ad]$/u.test(paragraph) ? /^\p{Ll}/u : /^\p{Lu}{2}/u
  if (/\p{L}[-\u00ad]$/u.test(paragraph) && divided.test(next)) return paragraph.slice(0, -1) + next
  return `${paragraph} ${next}`
}

/** Lines of a fixed-pitch font with their indentation, which such a font lets us count. */
function codeHtml(lines: readonly Line[]): string {
  const left = Math.min(...lines.map(({ x }) => x))
  const text = lines.map((line, at) => {
    const above = lines[at - 1]
    const blank = above !== undefined && above.y - line.y > 1.9 * line.size ? '\n' : ''
    return `${blank}${' '.repeat(Math.max(0, Math.min(200, Math.round((line.x - left) / (0.6 * line.size)))))}${plainText(line).trimEnd()}`
  })
  return `<pre><code>${escapeHtml(text.join('\n'))}</code></pre>`
}

/** 0 for the largest. */
function headingLevel(line: Line, body: number): number | undefined {
  const scale = line.size / body
  if (scale < headingScale || line.cells.length > 1 || plainText(line).length > maxHeadingChars) return undefined
  return scale > 1.6 ? 0 : scale > 1.3 ? 1 : 2
}

/** One page's lines as headings from `topLevel` on, paragraphs, lists, tables and code. */
export function pageHtml(lines: readonly Line[], body: number, topLevel: number): string {
  const blocks: string[] = []
  let paragraph: { html: string; last: Line; tag: string } | undefined
  const flush = () => {
    if (paragraph !== undefined) blocks.push(`<${paragraph.tag}>${paragraph.html}</${paragraph.tag.split(' ')[0]}>`)
    paragraph = undefined
  }

  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]
    if (line === undefined) break
    const rows = tableLength(lines, at)
    const table = rows === 0 ? undefined : rowsToTable(lines.slice(at, at + rows))
    let code = 0
    while (lines[at + code]?.fixedPitch === true) code += 1
    if (table !== undefined || code > 1) {
      flush()
      blocks.push(code > 1 ? codeHtml(lines.slice(at, at + code)) : (table ?? ''))
      at += (code > 1 ? code : rows) - 1
      continue
    }
    const html = lineHtml(line)
    const level = headingLevel(line, body)
    const number = numbered.exec(plainText(line))?.[1]
    const item = number === undefined ? bullet.test(plainText(line)) : true
    const last = paragraph?.last
    const gap = last === undefined ? 0 : last.y - line.y
    // A new block: other size, more space than between lines, or a jump to the top of another column.
    const apart =
      last === undefined || Math.abs(last.size - line.size) > 0.6 || gap > 1.75 * line.size || gap < -line.size
    if (!apart && !item && paragraph !== undefined) {
      paragraph = { ...paragraph, html: join(paragraph.html, html), last: line }
      continue
    }
    flush()
    const tag = level === undefined ? (item ? 'li' : 'p') : `h${topLevel + level}`
    if (level === undefined && number !== undefined) {
      paragraph = { html: html.replace(numbered, ''), last: line, tag: `li value="${number}"` }
    } else paragraph = { html: tag === 'li' ? html.replace(bullet, '') : html, last: line, tag }
  }
  flush()
  return wrapLists(blocks)
}

/** Puts runs of items into lists, numbered ones under their first number. */
function wrapLists(blocks: readonly string[]): string {
  let html = ''
  let list: 'ul' | 'ol' | undefined
  for (const block of blocks) {
    const value = /^<li value="(\d+)"/.exec(block)?.[1]
    const kind = value !== undefined ? 'ol' : block.startsWith('<li>') ? 'ul' : undefined
    if (list !== kind) {
      if (list !== undefined) html += `</${list}>`
      if (kind !== undefined) html += kind === 'ol' ? `<ol start="${value}">` : '<ul>'
      list = kind
    }
    html += block
  }
  return list === undefined ? html : `${html}</${list}>`
}
