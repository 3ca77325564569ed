import { attribute, type Element, find, flatText } from '../tree.ts'
import type { Context } from './context.ts'
import { escapeLineStarts } from './escape.ts'

/** Hostile spans are cut here: no real table is wider. */
const maxColumns = 100
const maxCells = 200_000

interface Row {
  readonly cells: Element[]
  readonly inHead: boolean
}

function rowsOf(table: Element): Row[] {
  const rows: Row[] = []
  const collect = (parent: Element, inHead: boolean): void => {
    for (const child of parent.children) {
      if (child.type !== 'element') continue
      if (child.name === 'tr') {
        const cells = child.children.filter(
          (cell): cell is Element => cell.type === 'element' && (cell.name === 'td' || cell.name === 'th'),
        )
        if (cells.length > 0) rows.push({ cells, inHead: inHead || cells.every((cell) => cell.name === 'th') })
      } else if (child.name !== 'table') collect(child, child.name === 'thead')
    }
  }
  collect(table, false)
  return rows
}

const blockContent = new Set([
  'table',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'article',
  'section',
  'form',
  'figure',
])

const rowGroups = new Set(['thead', 'tbody', 'tfoot'])

/** Whether there is any text below; ends with the first. */
function saysAnything(node: Element): boolean {
  return node.children.some((child) => (child.type === 'text' ? child.text.trim() !== '' : saysAnything(child)))
}

/** A table used to place things on the page: one column, tables or sections inside, or told so. */
export function isLayoutTable(table: Element): boolean {
  if (/^(presentation|none)$/.test(attribute(table, 'role'))) return true
  const rows = rowsOf(table)
  if (rows.every((row) => row.cells.length === 1)) return true
  if (find(table, (node) => node.name === 'th' || node.name === 'caption') !== undefined) {
    return find(table, (node) => node !== table && node.name === 'table') !== undefined && rows.length < 3
  }
  const cells = rows.flatMap((row) => row.cells)
  // Old pages place everything by tables without lines, most of whose cells only keep a distance.
  const isBare = attribute(table, 'border') === '0' || attribute(table, 'cellpadding') === '0'
  if (isBare && cells.filter((cell) => !saysAnything(cell)).length * 4 >= cells.length) return true
  const heavy = cells.filter((cell) => find(cell, (node) => blockContent.has(node.name)) !== undefined)
  return heavy.length > 0 && heavy.length * 4 >= cells.length
}

/**
 * A layout table as blocks: the cells of a row that hold no blocks of their own are one line, as they are on the page.
 */
export function layoutBlocks(node: Element, context: Context): string[] {
  return node.children.flatMap((child): string[] => {
    if (child.type === 'element' && rowGroups.has(child.name)) return layoutBlocks(child, context)
    if (child.type === 'text' || child.name !== 'tr') return context.blocks([child])
    const cells = child.children.filter((cell): cell is Element => cell.type === 'element')
    if (cells.some((cell) => context.holdsBlocks.has(cell))) return context.blocks(child.children)
    const line = cells
      .map((cell) => context.inline(cell.children))
      .filter((text) => text !== '')
      .join(' ')
    if (line === '') return []
    // A number in front makes a list of the rows, which they are.
    return [context.options.format === 'text' || /^\d{1,4}\. /.test(line) ? line : escapeLineStarts(line)]
  })
}

function span(cell: Element, name: 'colspan' | 'rowspan', most: number): number {
  const value = Number.parseInt(attribute(cell, name), 10)
  return Number.isFinite(value) ? Math.min(Math.max(value, 1), most) : 1
}

/**
 * The table as a grid of Markdown cells. A cell that spans rows is repeated in each, so that every row can be read
 * alone; of a cell that spans columns the first carries the text.
 */
function grid(rows: readonly Row[], cellText: (cell: Element) => string): string[][] {
  const lines: string[][] = []
  const pending: { text: string; rows: number }[] = []
  let cells = 0
  for (const row of rows) {
    const line: string[] = []
    let column = 0
    const carry = (): void => {
      for (let above = pending[column]; above !== undefined && above.rows > 0; above = pending[column]) {
        above.rows--
        line[column++] = above.text
      }
    }
    for (const cell of row.cells) {
      carry()
      if (column >= maxColumns || cells++ > maxCells) break
      const text = cellText(cell)
      const height = span(cell, 'rowspan', rows.length)
      for (let width = span(cell, 'colspan', maxColumns - column), at = 0; at < width; at++) {
        pending[column] = { text: at === 0 ? text : '', rows: height - 1 }
        line[column++] = at === 0 ? text : ''
      }
    }
    carry()
    lines.push(line)
  }
  return lines
}

/** Writes a data table: pipes with GFM, otherwise one list item a row; a caption stands above. */
export function tableBlocks(table: Element, context: Context): string[] {
  const rows = rowsOf(table)
  const pipes = context.options.gfm && context.options.format === 'markdown'
  const cellText = (cell: Element): string => {
    const joined = context
      .blocks(cell.children)
      .map(oneLine)
      .filter((part) => part !== '')
      .join(pipes ? '<br>' : ' ')
    return pipes ? joined.replace(/(?<!\\)\|/g, '\\|') : joined
  }
  const lines = grid(rows, cellText)
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0)
  const caption = find(table, (node) => node.name === 'caption')
  const above = caption === undefined || flatText(caption) === '' ? [] : [context.inline(caption.children)]
  const filled = lines.filter((line) => line.some((cell) => cell !== ''))
  if (filled.length === 0) return above
  if (!pipes) {
    const mark = context.options.format === 'text' ? '' : '- '
    return [
      ...above,
      filled
        .map((line) => mark + line.filter((cell) => cell !== '').join(context.options.format === 'text' ? '\t' : '; '))
        .join('\n'),
    ]
  }
  const write = (line: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, at) => line[at] ?? '').join(' | ')} |`
  const headed = rows[0]?.inHead === true
  const head = headed ? (lines[0] ?? []) : []
  const body = (headed ? lines.slice(1) : lines).filter((line) => line.some((cell) => cell !== ''))
  return [...above, [write(head), `|${' --- |'.repeat(width)}`, ...body.map(write)].join('\n')]
}

/** A block inside a cell on one line: fences become code spans, list marks stay. */
function oneLine(block: string): string {
  const fenced = /^(`{3,})[^\n]*\n([\s\S]*?)\n?\1$/.exec(block)
  if (fenced?.[2] !== undefined) {
    return fenced[2]
      .split('\n')
      .map((line) => (line.trim() === '' ? '' : `\`${line.replace(/`/g, "'")}\``))
      .join('<br>')
  }
  return block.replace(/ {2}\n|\n+/g, '<br>').trim()
}
