import type { TextRun } from './pdf-page.ts'

interface Line {
  readonly text: string
  readonly size: number
  readonly y: number
  readonly right: number
}

/** Sizes over that of the body text from which a line is a heading, with the marks it gets. */
const headings = [
  [1.6, '# '],
  [1.3, '## '],
  [1.12, '### '],
] as const
const longestHeading = 200
/** A line that ends before this share of the widest one ends its paragraph. */
const fullLine = 0.7
/** Space between runs, in letter sizes, from which they are two words, and between lines from which they are two paragraphs. */
const wordGap = 0.15
const paragraphGap = 1.6

interface Block {
  readonly text: string
  readonly item: boolean
}

/** Sets the text of a page as Markdown: headings by size, paragraphs by distance, lists by their bullets, in the order of the file. */
export function pageToMarkdown(runs: readonly TextRun[]): string {
  const lines = linesOf(runs)
  const body = bodySize(lines)
  const margin = Math.max(0, ...lines.map(({ right }) => right))
  const blocks: Block[] = []
  let before: Line | undefined
  for (const line of lines) {
    const block = blockOf(line, body)
    const last = blocks.at(-1)
    if (last === undefined || block.item || before === undefined || startsAnew(before, line, body, margin))
      blocks.push(block)
    else blocks[blocks.length - 1] = { ...last, text: joined(last.text, line.text) }
    before = line
  }
  return blocks
    .map(({ text, item }, index) => (index === 0 ? '' : item && blocks[index - 1]?.item ? '\n' : '\n\n') + text)
    .join('')
}

function blockOf(line: Line, body: number): Block {
  const bullet = /^[•◦▪‣●–-]\s+/.exec(line.text)?.[0]
  if (bullet !== undefined) return { text: `- ${line.text.slice(bullet.length)}`, item: true }
  const mark = headings.find(([factor]) => line.size >= body * factor && line.text.length < longestHeading)?.[1] ?? ''
  return { text: mark + line.text, item: false }
}

function startsAnew(before: Line, line: Line, body: number, margin: number): boolean {
  const gap = Math.abs(before.y - line.y)
  return (
    line.y > before.y ||
    before.right < margin * fullLine ||
    gap > Math.max(before.size, line.size) * paragraphGap ||
    Math.abs(before.size - line.size) > body * 0.05
  )
}

function linesOf(runs: readonly TextRun[]): readonly Line[] {
  const lines: Line[] = []
  let open: TextRun[] = []
  const close = () => {
    const text = spaced(open)
    const size = Math.max(0, ...open.filter((run) => run.text.trim() !== '').map((run) => run.size))
    const right = Math.max(0, ...open.map((run) => run.x + run.width))
    if (text !== '') lines.push({ text, size, right, y: open.find((run) => run.text.trim() !== '')?.y ?? 0 })
    open = []
  }
  for (const run of runs) {
    const last = open.at(-1)
    if (last !== undefined && Math.abs(last.y - run.y) > Math.max(last.size, run.size) * 0.5) close()
    open.push(run)
    if (run.endsLine) close()
  }
  close()
  return lines
}

function spaced(runs: readonly TextRun[]): string {
  let text = ''
  let right: number | undefined
  for (const run of runs) {
    const gap = right !== undefined && run.x - right > run.size * wordGap
    text += gap && !text.endsWith(' ') && !run.text.startsWith(' ') ? ` ${run.text}` : run.text
    right = run.x + run.width
  }
  return text.replaceAll(/[ \t]+/g, ' ').trim()
}

/** The size that most letters have. */
function bodySize(lines: readonly Line[]): number {
  const letters = new Map<number, number>()
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length)
  }
  return [...letters].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0
}

/** Lines of a paragraph become one; a word that was hyphenated at the end of a line is whole again. */
function joined(before: string, after: string): string {
  return /\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(after) ? before.slice(0, -1) + after : `${before} ${after}`
}
