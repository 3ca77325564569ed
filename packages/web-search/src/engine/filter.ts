import { isoDay, since } from './dates.ts'
import { isOnDomain } from './domain.ts'
import type { EngineAnswer, SearchQuery } from './engine.ts'

/**
 * Applies here what the engine could not, and says so. The domain is always checked: an engine's own filter is a wish.
 * Results without a date are kept, since most pages have none. A location cannot be told from a result.
 */
export function applyFilters(engine: string, query: SearchQuery, answer: EngineAnswer, now = Date.now()): EngineAnswer {
  const { domain, recency, location } = query
  const notes = [...answer.notes]
  let results = answer.results

  if (domain !== undefined) {
    const kept = results.filter(({ link }) => isOnDomain(link, domain))
    const lost = results.length - kept.length
    if (lost > 0)
      notes.push(`${engine}: filtered here to ${domain}; ${lost} of ${results.length} results were elsewhere.`)
    results = kept
  }
  const from = since(recency, now)
  if (from !== undefined && answer.unfiltered.includes('recency')) {
    const first = isoDay(from)
    const kept = results.filter(({ published }) => published === '' || published >= first)
    const undated = kept.filter(({ published }) => published === '').length
    const lost = results.length - kept.length
    const done = [
      ...(lost === 0 ? [] : [`${lost} older dropped`]),
      ...(undated === 0 ? [] : [`${undated} without a date kept`]),
    ]
    if (done.length > 0) notes.push(`${engine}: filtered here to ${recency}; ${done.join(', ')}.`)
    results = kept
  }
  if (location !== undefined && answer.unfiltered.includes('location')) {
    notes.push(`${engine} has no location filter: location ${location} was not applied.`)
  }
  return { ...answer, results, notes }
}
