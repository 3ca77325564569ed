import type { Document, Heading } from './document.ts'
import { findSection, slice, wrapLongLines } from './slice.ts'
import { findText } from './text-fragment.ts'

export interface Section {
  readonly wanted: string
  /** A section that was named must exist; a fragment may lead nowhere, and a text fragment names words, not a heading. */
  readonly from: 'parameter' | 'fragment' | 'text'
}

export interface View {
  readonly content: string
  readonly outline: string[]
  readonly notices: string[]
  readonly more: string | undefined
}

const outlineLines = 60

/** What of a page is shown at once: a part within the budget, an outline when there is more, and how to go on. */
export function viewPage(
  { content, headings }: Pick<Document, 'content' | 'headings'>,
  { start, most, section }: { start: number; most: number; section: Section | undefined },
): View {
  const span = section === undefined ? undefined : spanOf(section, headings, content)
  const missing = section?.from === 'parameter' && span === undefined
  const notices = missing ? [`The page has no section “${section.wanted}”; its outline is below.`] : []
  const first = start === 0
  const from = first && span !== undefined ? span.start : start
  const end = span !== undefined && from < span.end ? span.end : content.length
  const isLong = content.length > most
  const outline = missing || (first && span === undefined && isLong) ? outlineOf(headings, Math.floor(most * 0.3)) : []
  const room = most - outline.join('\n').length
  const part = slice(content, from, Math.max(500, missing ? Math.min(room, 1000) : room), end)
  return {
    content: wrapLongLines(part.text.trim()),
    outline,
    notices,
    more: continuation(part, content.length, start, section?.from === 'parameter' ? section : undefined),
  }
}

interface Span {
  readonly start: number
  readonly end: number
}

function spanOf({ wanted, from }: Section, headings: readonly Heading[], content: string): Span | undefined {
  if (from !== 'text') return findSection(headings, wanted, content.length)
  const start = findText(content, wanted)
  return start === undefined ? undefined : { start, end: content.length }
}

function continuation(
  { next, start }: { next: number | undefined; start: number },
  length: number,
  asked: number,
  section: Section | undefined,
): string | undefined {
  if (next === undefined) {
    return asked > length
      ? `start_index ${asked} is beyond the end of the page, which has ${length} characters.`
      : undefined
  }
  const jump = section === undefined ? ', or name a section' : ''
  return `Characters ${start}–${next} of ${length} shown. Go on with start_index=${next}${jump}.`
}

/** Headings as an indented list with positions; deep levels go first when there are too many. */
function outlineOf(headings: readonly Heading[], most: number): string[] {
  for (let deepest = 6; deepest >= 1; deepest--) {
    const shown = headings.filter((heading) => heading.level <= deepest)
    const top = Math.min(...shown.map((heading) => heading.level))
    const lines = shown.map(({ level, text, at }) => `${'  '.repeat(level - top)}- ${text.slice(0, 100)} (${at})`)
    if (lines.length <= outlineLines && lines.join('\n').length <= most) return lines
  }
  const lines = headings.map(({ text, at }) => `- ${text.slice(0, 60)} (${at})`)
  const kept = lines.slice(0, Math.min(outlineLines, Math.max(5, Math.floor(most / 70))))
  return [...kept, `- … ${lines.length - kept.length} more headings`]
}
