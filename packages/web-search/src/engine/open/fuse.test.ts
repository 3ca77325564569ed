import { expect, it } from 'vitest'
import { plainResult } from '../records.ts'
import { fuse } from './fuse.ts'

const page = (path: string, content = '') => plainResult({ link: `https://example.org/${path}`, title: path, content })

it('ranks a page that several sources name above what only one names', () => {
  const fused = fuse([
    { source: 'one', results: [page('a'), page('b'), page('c')] },
    { source: 'two', results: [page('d'), page('c')] },
    { source: 'three', results: [page('e')] },
  ])
  expect(fused.map(({ title }) => title)).toEqual(['c', 'a', 'd', 'e', 'b'])
  expect(fused[0]?.sources).toEqual(['one', 'two'].toReversed())
})

it('keeps the text of the better rank, and one entry for all addresses of a page', () => {
  const fused = fuse([
    { source: 'one', results: [page('x'), page('a?utm_source=1', 'later')] },
    { source: 'two', results: [page('a#top', 'first')] },
  ])
  expect(fused.map(({ content, sources }) => [content, sources])).toEqual([
    ['first', ['two', 'one']],
    ['', ['one']],
  ])
})

it('does not count a page twice for one source', () => {
  const fused = fuse([
    { source: 'one', results: [page('a'), page('b'), page('b/'), page('b#1'), page('b#2')] },
    { source: 'two', results: [page('c')] },
  ])
  expect(fused.map(({ title }) => title)).toEqual(['a', 'c', 'b'])
})

it('makes nothing of nothing', () => {
  expect(fuse([])).toEqual([])
  expect(fuse([{ source: 'one', results: [] }])).toEqual([])
})
