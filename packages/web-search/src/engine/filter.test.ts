import { expect, it } from 'vitest'
import type { EngineAnswer, SearchQuery } from './engine.ts'
import { applyFilters } from './filter.ts'
import { plainResult } from './records.ts'

const query: SearchQuery = { text: 'x', count: 10, recency: 'noLimit', contentSize: 'medium' }
const now = Date.UTC(2026, 10, 22)
const answer: EngineAnswer = {
  results: [
    plainResult({ link: 'https://example.org/new', published: '2026-11-21' }),
    plainResult({ link: 'https://docs.example.org/old', published: '2024-01-01' }),
    plainResult({ link: 'https://elsewhere.net/undated' }),
  ],
  unfiltered: ['recency', 'location'],
  notes: ['as before'],
}
const linksOf = ({ results }: EngineAnswer) => results.map(({ link }) => URL.parse(link)?.pathname)

it('leaves an answer alone that nothing was to be filtered by', () => {
  expect(applyFilters('e', query, answer, now)).toEqual(answer)
})

it('filters the domain whatever the engine says, and says what it dropped', () => {
  const filtered = applyFilters('e', { ...query, domain: 'example.org' }, { ...answer, unfiltered: [] }, now)
  expect(linksOf(filtered)).toEqual(['/new', '/old'])
  expect(filtered.notes).toEqual(['as before', 'e: filtered here to example.org; 1 of 3 results were elsewhere.'])
})

it('filters by date where the engine could not, and keeps what has none', () => {
  const filtered = applyFilters('e', { ...query, recency: 'oneMonth' }, answer, now)
  expect(linksOf(filtered)).toEqual(['/new', '/undated'])
  expect(filtered.notes.at(-1)).toBe('e: filtered here to oneMonth; 1 older dropped, 1 without a date kept.')
  expect(
    linksOf(applyFilters('e', { ...query, recency: 'oneMonth' }, { ...answer, unfiltered: [] }, now)),
  ).toHaveLength(3)
})

it('says that a location was not applied', () => {
  expect(applyFilters('e', { ...query, location: 'cn' }, answer, now).notes.at(-1)).toBe(
    'e has no location filter: location cn was not applied.',
  )
})
