import { type Attempt, hasResults, reasonOf } from './engine/attempt.ts'
import { contentChars, fitBudget } from './engine/budget.ts'
import type { SearchQuery, SearchResult } from './engine/engine.ts'
import { failureOf } from './failure.ts'
import type { SearchOutput } from './tools/webSearchPrime.ts'

type Shown = SearchOutput['results'][number]

/**
 * The tool's output from how the engines fared, fitted to what the caller's client shows.
 *
 * @throws ToolError when no engine answered
 */
export function assemble(
  query: SearchQuery,
  attempts: readonly Attempt[],
  { cut, advice, resultChars }: { cut: boolean; advice: string; resultChars: number },
): SearchOutput {
  if (!attempts.some(({ ok }) => ok)) throw failureOf(attempts, advice)
  const found = attempts.find(hasResults)
  const results = found?.ok === true ? found.answer.results : []
  const shown = results.slice(0, query.count).map(show)
  const notes = [
    ...(cut ? [`The query was too long: only “${query.text}” was searched.`] : []),
    ...attempts.flatMap((attempt) => (attempt.ok ? attempt.answer.notes : [])),
    ...(shown.length === 0 ? [wider(query)] : []),
  ]
  const frame = { query: query.text, found: results.length, engines: attempts.map(fared), notes }
  const { items, left, cutTo } = fitBudget(shown, {
    perResult: contentChars[query.contentSize],
    total: resultChars - JSON.stringify(frame).length - room,
    size: (item) => JSON.stringify(item).length + 1,
  })
  if (cutTo !== undefined)
    notes.push(`Contents are cut to ${cutTo} characters to fit; a smaller count shows more of each.`)
  if (left > 0) notes.push(`${left} more did not fit; a smaller content_size or a narrower query shows others.`)
  return { ...frame, results: [...items] }
}

/** For the notes on cuts, the frame around the results, and what rendering adds; characters. */
const room = 400

function show({ published, sources, credit, ...rest }: SearchResult, index: number): Shown {
  return {
    refer: `ref_${index + 1}`,
    ...rest,
    publish_date: published,
    ...(sources === undefined ? {} : { sources: [...sources] }),
    ...(credit === undefined ? {} : { credit }),
  }
}

function fared(attempt: Attempt): SearchOutput['engines'][number] {
  const { engine: name } = attempt
  if (!attempt.ok) return { name, outcome: 'failed', found: 0, reason: reasonOf(attempt) }
  const found = attempt.answer.results.length
  return { name, outcome: found === 0 ? 'empty' : 'answered', found }
}

function wider({ domain, recency }: SearchQuery): string {
  const ways = [
    'fewer or more general words',
    ...(domain === undefined ? [] : ['no search_domain_filter']),
    ...(recency === 'noLimit' ? [] : ['a longer search_recency_filter']),
  ]
  return `Nothing was found. Try ${ways.join(', or ')}.`
}
