import { afterAll, describe, expect, it } from 'vitest'
import { createExtractionPool, PoolError } from '../pool.ts'
import { pageAttacks } from './page.cases.ts'

const options = { format: 'markdown', images: true, gfm: true, dataImages: false } as const
const source = (html: string) => ({
  format: 'html' as const,
  bytes: new TextEncoder().encode(html),
  contentType: 'text/html; charset=utf-8',
  url: 'https://example.org/',
})
const never = new AbortController().signal

describe('hostile pages', () => {
  const shared = createExtractionPool({ threads: 1, deadlineMs: 50_000 })
  afterAll(() => shared[Symbol.asyncDispose]())

  it.each(pageAttacks)('are read within their bounds: $name', { timeout: 60_000 }, async ({ html, keeps }) => {
    const { content } = await shared.extract(source(html), options, never)
    if (keeps !== undefined) expect(content).toContain(keeps)
    // Twelve levels of lists are indented: that is the largest growth.
    expect(content.length).toBeLessThan(html.length * 10 + 1000)
  })

  it('ends a thread at its deadline and reads the next page in a new one', { timeout: 60_000 }, async () => {
    await using pool = createExtractionPool({ threads: 1, deadlineMs: 1 })
    await expect(pool.extract(source('<p>x</p>'.repeat(100_000)), options, never)).rejects.toThrow(PoolError)
  })

  it('ends a thread when its caller gives up', { timeout: 60_000 }, async () => {
    await using pool = createExtractionPool({ threads: 1 })
    const caller = new AbortController()
    const reading = pool.extract(source('<p>x</p>'.repeat(100_000)), options, caller.signal)
    caller.abort(new Error('gone'))
    await expect(reading).rejects.toThrow('gone')
    await expect(pool.extract(source('<p>Still here and well.</p>'), options, never)).resolves.toMatchObject({
      content: 'Still here and well.',
    })
  })

  it('reads fifty pages at once with two threads', { timeout: 60_000 }, async () => {
    await using pool = createExtractionPool({ threads: 2, deadlineMs: 50_000 })
    const pages = Array.from({ length: 50 }, (_, at) =>
      pool.extract(source(`<main><p>Page ${at} says something of its own.</p></main>`), options, never),
    )
    const read = await Promise.all(pages)
    expect(read.map(({ content }) => content)).toEqual(pages.map((_, at) => `Page ${at} says something of its own.`))
  })
})
