import { ProviderError, type ProviderErrorDetails, type ProviderErrorKind } from '@sensorium/provider'
import { expect, it } from 'vitest'
import { reasonOf } from './attempt.ts'
import type { Engine, SearchOptions, SearchQuery } from './engine.ts'
import { askInOrder, createMember } from './failover.ts'
import { plainResult } from './records.ts'

const query: SearchQuery = { text: 'x', count: 10, recency: 'noLimit', contentSize: 'medium' }
const { signal } = new AbortController()

type Behaviour = (options: SearchOptions, call: number) => Promise<string | undefined>

/** An engine that finds what its behaviour resolves with, and counts its calls. */
function engine(name: string, behaviour: Behaviour): Engine & { calls: number } {
  const made = {
    name,
    calls: 0,
    search: async (_query: SearchQuery, options: SearchOptions) => {
      made.calls += 1
      const found = await behaviour(options, made.calls)
      const results = found === undefined ? [] : [plainResult({ link: 'https://a.example/', title: found })]
      return { results, unfiltered: [], notes: [] }
    },
  }
  return made
}

const finds =
  (ms = 0): Behaviour =>
  async () => {
    await new Promise((resolve) => setTimeout(resolve, ms))
    return 'found'
  }
const fails =
  (kind: ProviderErrorKind, details: ProviderErrorDetails = {}): Behaviour =>
  () =>
    Promise.reject(new ProviderError(kind, 'e', 'down', details))
/** Silent until its time is over or nobody waits any more, as the client of a service is. */
const hangs: Behaviour = ({ signal: stop, timeoutMs }) =>
  new Promise((_resolve, reject) => {
    const timer = setTimeout(() => reject(new ProviderError('timeout', 'e', 'silent')), timeoutMs)
    stop.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(new ProviderError('cancelled', 'e', 'cancelled'))
    })
  })

async function ask(engines: readonly Engine[], timeoutMs = 5000) {
  const begun = performance.now()
  const attempts = await askInOrder(engines.map(createMember), query, { signal, timeoutMs })
  const outcomes = attempts.map((one) => (one.ok ? `${one.engine} ${one.answer.results.length}` : reasonOf(one)))
  return { outcomes, ms: performance.now() - begun }
}

it('asks only the first when it answers', async () => {
  const second = engine('b', finds())
  expect((await ask([engine('a', finds()), second])).outcomes).toEqual(['a 1'])
  expect(second.calls).toBe(0)
})

it.each([
  'authentication',
  'account',
  'quota',
  'rate',
  'parameters',
  'content_policy',
  'server',
  'timeout',
  'malformed',
] as const)('moves on at once at %s, and says why', async (kind) => {
  const { outcomes, ms } = await ask([engine('a', fails(kind)), engine('b', finds())])
  expect(outcomes).toEqual([expect.stringContaining('down'), 'b 1'])
  expect(ms).toBeLessThan(1000)
})

it('moves on from an engine that finds nothing', async () => {
  const nothing = engine('a', async () => undefined)
  expect((await ask([nothing, engine('b', finds())])).outcomes).toEqual(['a 0', 'b 1'])
  expect((await ask([nothing, nothing])).outcomes).toEqual(['a 0', 'a 0'])
})

it('remembers a used-up quota until its reset and a rate limit for its delay', async () => {
  const first = engine('a', fails('quota', { resetAt: new Date(Date.now() + 3_600_000) }))
  const second = engine('b', fails('rate', { retryAfterMs: 60 }))
  const members = [first, second, engine('c', finds())].map(createMember)
  const run = () => askInOrder(members, query, { signal, timeoutMs: 5000 })
  await run()
  const [attempt] = await run()
  expect(attempt?.ok === false && reasonOf(attempt)).toMatch(/^a: not asked until .*Z \(down\)$/)
  await new Promise((resolve) => setTimeout(resolve, 80))
  await run()
  expect([first.calls, second.calls]).toEqual([1, 2])
})

it('tries a broken connection once more, and a refused one not', async () => {
  const broken = engine('a', (options, call) => (call === 1 ? fails('network')(options, call) : finds()(options, call)))
  expect((await ask([broken])).outcomes).toEqual(['a 1'])
  const refused = engine('a', fails('network', { code: 'ECONNREFUSED' }))
  await ask([refused])
  expect([broken.calls, refused.calls]).toEqual([2, 1])
})

it('asks the next beside a silent one, and answers with it at the deadline', async () => {
  const { outcomes, ms } = await ask([engine('a', hangs), engine('b', finds())], 600)
  expect(outcomes).toEqual(['a: silent', 'b 1'].map((one) => expect.stringContaining(one.slice(3))))
  expect(ms).toBeGreaterThan(550)
  expect(ms).toBeLessThan(4000)
})

it('waits for the first in order when the next was only faster', async () => {
  const second = engine('b', finds())
  expect((await ask([engine('a', finds(900)), second], 1600)).outcomes).toEqual(['a 1'])
  expect(second.calls).toBe(1)
})

it('costs one deadline whoever hangs', async () => {
  const all = ['a', 'b', 'c', 'd', 'e'].map((name) => engine(name, hangs))
  const { outcomes, ms } = await ask(all, 500)
  expect(outcomes).toHaveLength(5)
  expect(ms).toBeLessThan(4000)
  expect(all.map(({ calls }) => calls)).toEqual([1, 1, 1, 1, 1])
})

it('stops everything when the caller goes', async () => {
  const caller = new AbortController()
  const first = engine('a', hangs)
  const running = askInOrder([createMember(first)], query, { signal: caller.signal, timeoutMs: 60_000 })
  caller.abort(new Error('gone'))
  await expect(running).rejects.toThrow('gone')
})
