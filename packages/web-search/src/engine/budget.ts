import type { SearchQuery } from './engine.ts'
import { cut } from './query-text.ts'

/** Characters of one result's content, by `content_size` (the sizes that BigModel documents). */
export const contentChars: Readonly<Record<SearchQuery['contentSize'], number>> = { medium: 600, high: 2500 }

/** Below this a content says too little: then fewer results are shown. */
const leastContent = 160

export interface Budgeted<Item> {
  readonly items: readonly Item[]
  /** Results left out because the budget was used up. */
  readonly left: number
  /** Characters to which contents were cut, when the budget made it less than `content_size`. */
  readonly cutTo: number | undefined
}

/**
 * Fits results into a budget: first every content is cut to one shorter length, then results are dropped from the end;
 * the first always stays. `size` is what an item costs in characters as it is sent.
 */
export function fitBudget<Item extends { readonly content: string }>(
  all: readonly Item[],
  { perResult, total, size }: { perResult: number; total: number; size: (item: Item) => number },
): Budgeted<Item> {
  const costOf = (items: readonly Item[]): number => items.reduce((sum, item) => sum + size(item), 0)
  for (let limit = perResult; ; limit = Math.max(leastContent, Math.floor(limit * 0.8))) {
    const items = all.map((item) => ({ ...item, content: clip(item.content, limit) }))
    const shortened = limit < perResult && all.some(({ content }) => content.length > limit) ? limit : undefined
    if (costOf(items) <= total) return { items, left: 0, cutTo: shortened }
    if (limit > leastContent) continue
    while (items.length > 1 && costOf(items) > total) items.pop()
    return { items, left: all.length - items.length, cutTo: shortened }
  }
}

function clip(text: string, most: number): string {
  return text.length <= most ? text : `${cut(text, most - 1)}…`
}
