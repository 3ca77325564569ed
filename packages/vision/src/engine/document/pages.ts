import { ToolError } from '@sensorium/kit'

/** Pages read in one call at most (the vendors' own limit for a document, CONTRACTS 2). */
export const mostPages = 100

/** A bound for what a damaged or hostile document may claim to have. */
const mostClaimed = 100_000

/**
 * Reads a choice of pages such as `3`, `1-5`, `8-` or `1-3,8`; all when undefined. Ascending and without repetition.
 * @throws ToolError `invalid_input`, or `not_found` when none of the pages exists
 */
export function choosePages(choice: string | undefined, total: number): readonly number[] {
  const chosen = new Set<number>()
  for (const part of (choice ?? '1-').split(',')) {
    const [, first, dash, last] = /^\s*(\d{1,6})\s*([-–]?)\s*(\d{1,6})?\s*$/.exec(part) ?? []
    if (first === undefined) {
      throw new ToolError('invalid_input', `pages: "${part}" is not a page or a range.`, {
        hint: 'Write e.g. 1-5 or 1-3,8.',
      })
    }
    const end = Math.min(total, mostClaimed, dash === '' ? Number(first) : Number(last ?? total))
    for (let page = Math.max(1, Number(first)); page <= end; page += 1) chosen.add(page)
  }
  if (chosen.size === 0) {
    throw new ToolError(
      'not_found',
      `The document has ${total} page${total === 1 ? '' : 's'}, and none of those asked for.`,
    )
  }
  return [...chosen].sort((one, other) => one - other)
}

/** Writes pages the way `choosePages` reads them. */
export function writePages(pages: readonly number[]): string {
  const ranges: [first: number, last: number][] = []
  for (const page of pages) {
    const open = ranges.at(-1)
    if (open !== undefined && open[1] === page - 1) open[1] = page
    else ranges.push([page, page])
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',')
}
