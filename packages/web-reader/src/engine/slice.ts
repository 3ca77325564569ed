import type { Heading } from './document.ts'

/** A part of a long text, cut where reading can pause. */
export interface Slice {
  readonly text: string
  /** Characters before the part. */
  readonly start: number
  /** Where the next part begins, or undefined at the end. */
  readonly next: number | undefined
}

/** Cuts at most `most` characters from `start`, ending before a heading, an empty line or at least a line. */
export function slice(content: string, start: number, most: number, end = content.length): Slice {
  const from = Math.min(Math.max(0, start), end)
  if (end - from <= most)
    return {
      text: reopenFence(content, from) + content.slice(from, end),
      start: from,
      next: end < content.length ? end : undefined,
    }
  const window = content.slice(from, from + most)
  const floor = Math.floor(most * 0.5)
  const cut =
    [window.lastIndexOf('\n#'), window.lastIndexOf('\n\n'), window.lastIndexOf('\n'), window.lastIndexOf(' ')].find(
      (at) => at >= floor,
    ) ?? most
  const to = from + cut
  const text = reopenFence(content, from) + content.slice(from, to)
  return { text: text + (openFence(text) === undefined ? '' : '\n```'), start: from, next: to }
}

/** The fence that is open at the end of a text, or undefined. */
function openFence(text: string): string | undefined {
  let open: string | undefined
  for (const [, mark = '', info = ''] of text.matchAll(/^\s*(?:> ?)*(`{3,})([^`\n]*)$/gm)) {
    if (open === undefined) open = mark + info
    else if (info.trim() === '' && mark.length >= (/^`+/.exec(open)?.[0].length ?? 3)) open = undefined
  }
  return open
}

/** A part that begins inside a code block opens it again. */
function reopenFence(content: string, from: number): string {
  const open = from === 0 ? undefined : openFence(content.slice(0, from))
  return open === undefined ? '' : `${open}\n`
}

/** The span of a section: from its heading to the next of the same or a higher level. */
export function findSection(
  headings: readonly Heading[],
  wanted: string,
  length: number,
): { start: number; end: number } | undefined {
  const key = fold(wanted)
  const raw = wanted.replace(/^#/, '')
  const index = [
    (heading: Heading) => heading.ids.includes(raw) || heading.ids.includes(safeDecode(raw)),
    (heading: Heading) => fold(heading.text) === key,
    (heading: Heading) => fold(heading.text).startsWith(key),
    (heading: Heading) => fold(heading.text).includes(key),
  ]
    .map((test) => headings.findIndex(test))
    .find((at) => at >= 0)
  const found = index === undefined ? undefined : headings[index]
  if (index === undefined || found === undefined) return undefined
  const after = headings.slice(index + 1).find((heading) => heading.level <= found.level)
  return { start: found.at, end: after?.at ?? length }
}

function fold(text: string): string {
  return text
    .replace(/^#+\s*/, '')
    .replace(/[\s\-_]+/g, ' ')
    .trim()
    .toLowerCase()
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const longestLine = 2000

/** Breaks lines over 2,000 characters at a space, outside of code: some clients drop a very long line whole. */
export function wrapLongLines(text: string): string {
  let inFence = false
  return text
    .split('\n')
    .map((line) => {
      if (/^\s*(> ?)*(`{3,}|~{3,})/.test(line)) inFence = !inFence
      return inFence || line.length <= longestLine ? line : line.replace(/(.{1500,1990}) /g, '$1\n')
    })
    .join('\n')
}
