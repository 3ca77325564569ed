import type { SearchResult } from '../engine.ts'
import { canonicalUrl } from './canonical-url.ts'

/** Results of one source, best first. */
export interface Ranked {
  readonly source: string
  readonly results: readonly SearchResult[]
}

/** The constant of reciprocal rank fusion as its authors chose it (Cormack, Clarke, Büttcher, SIGIR 2009). */
const k = 60

/**
 * Reciprocal rank fusion: each source gives a page 1/(k + rank), and their sum orders them. Pages are told apart by
 * canonical address; ties keep the order of the sources. A page keeps the text of the source that came first, and names
 * all that had it.
 */
export function fuse(lists: readonly Ranked[]): SearchResult[] {
  const pages = new Map<string, { result: SearchResult; score: number; sources: Set<string> }>()
  const depth = Math.max(0, ...lists.map(({ results }) => results.length))
  // Rank by rank, so that the first mention of a page is its best one.
  for (let rank = 0; rank < depth; rank += 1) {
    for (const { source, results } of lists) {
      const result = results[rank]
      if (result === undefined) continue
      const key = canonicalUrl(result.link)
      const page = pages.get(key) ?? { result, score: 0, sources: new Set() }
      pages.set(key, page)
      // A source that lists a page twice has said it once.
      if (!page.sources.has(source)) page.score += 1 / (k + rank + 1)
      page.sources.add(source)
    }
  }
  return [...pages.values()]
    .sort((a, b) => b.score - a.score)
    .map(({ result, sources }) => ({ ...result, sources: [...sources] }))
}
