import { type Line, plainText } from './line.ts'

/** Lines at the edge of a page that are compared with those of the others. */
const edgeLines = 2
const minPages = 3

/** A line's text with its numbers made alike, so that page numbers compare equal. */
function shape(line: Line): string {
  return plainText(line).replace(/\d+/g, '#').replace(/\s+/g, ' ').trim()
}

function edges(page: readonly Line[]): Line[] {
  const byHeight = page.toSorted((a, b) => b.y - a.y)
  return [...byHeight.slice(0, edgeLines), ...byHeight.slice(-edgeLines)]
}

/** Takes running heads, footers and page numbers off: edge lines that half of the pages share. */
export function dropRunning(pages: readonly (readonly Line[])[]): Line[][] {
  const counts = new Map<string, number>()
  for (const page of pages) {
    for (const text of new Set(edges(page).map(shape))) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  const runs = (line: Line) => (counts.get(shape(line)) ?? 0) >= Math.max(minPages, pages.length / 2)
  return pages.map((page) => {
    const running = new Set(edges(page).filter(runs))
    return page.filter((line) => !running.has(line))
  })
}
