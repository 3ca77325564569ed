import { ToolError } from '@sensorium/kit'

/** Pages read in one call at most (the vendors' own limit for a document, CONTRACTS 2). */
export const mostPages = 100

/**
 * Reads a choice of pages such as `3`, `1-5` or `1-3,8`; all when undefined. Ascending and without repetition.
 * @throws ToolError `invalid_input`
 */
export function choosePages(choice: string | undefined, total: number): readonly number[] {
  const spans = (choice ?? `1-${total}`).split(',').map((part) => {
    const [, first, last = first] = /^\s*(\d{1,6})\s*(?:[-–]\s*(\d{1,6})?\s*)?$/.exec(part) ?? []
    if (first === undefined)
      throw new ToolError('invalid_input', `pages: "${part}" is not a page or a range.`, {
        hint: 'Write e.g. 1-5 or 1-3,8.',
      })
    return [Number(first), /[-–]\s*$/.test(part) ? total : Number(last)] as const
  })
  const pages = new Set<number>()
  for (const [first, last] of spans) {
    for (let page = Math.max(1, first); page <= Math.min(last, total) && pages.size <= mostPages; page += 1)
      pages.add(page)
  }
  if (pages.size === 0)
    throw new ToolError(
      'not_found',
      `The document has ${total} page${total === 1 ? '' : 's'}; none of them was asked for.`,
    )
  return [...pages].sort((one, other) => one - other).slice(0, mostPages)
}
