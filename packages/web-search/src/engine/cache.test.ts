import type { SharedMemory } from '@sensorium/kit'
import { ProviderError } from '@sensorium/provider'
import { expect, it } from 'vitest'
import type { Attempt } from './attempt.ts'
import { createCache, freshMs } from './cache.ts'
import { plainResult } from './records.ts'

const answer = { results: [plainResult({ link: 'https://a.example/' })], unfiltered: [], notes: [] }
const found: Attempt = { engine: 'a', ok: true, answer }
const part: Attempt = { engine: 'a', ok: true, answer: { ...answer, partial: true } }
const empty: Attempt = { engine: 'a', ok: true, answer: { ...answer, results: [] } }
const failed: Attempt = { engine: 'b', ok: false, error: new ProviderError('server', 'b', 'down') }

it.each([
  ['what was found, by the window asked for', [found], 360, 5],
  ['what the second engine found', [empty, found], 360, 5],
  ['what was found beside a failure, only shortly', [failed, found], 2, 2],
  ['what came of a part of the sources, only shortly', [part], 2, 2],
  ['nothing that is empty', [empty], 0, 0],
  ['no failure', [failed], 0, 0],
  ['nothing of nothing', [], 0, 0],
] as const)('keeps %s', (_what, attempts, noLimit, oneDay) => {
  expect([freshMs(attempts, 'noLimit'), freshMs(attempts, 'oneDay')]).toEqual([noLimit * 60_000, oneDay * 60_000])
})

/** What two gateways have between them. */
function sharedMemory() {
  const texts = new Map<string, string>()
  const shared: SharedMemory = {
    keep: async (key, text) => void texts.set(key, text),
    recall: async (key) => texts.get(key),
  }
  return { texts, shared }
}

it('gives what one gateway found to the other', async () => {
  const { shared } = sharedMemory()
  createCache(shared).keep('q', [found], 'noLimit')
  expect(await createCache(shared).get('q')).toEqual([found])
  expect(await createCache(shared).get('another')).toBeUndefined()
})

it('keeps an outcome with a failure to itself', async () => {
  const { shared, texts } = sharedMemory()
  const cache = createCache(shared)
  cache.keep('q', [failed, found], 'noLimit')
  expect(await cache.get('q')).toEqual([failed, found])
  expect(texts.size).toBe(0)
})

it.each([
  ['no JSON', '{'],
  ['another form', '[{"engine":"a","ok":true}]'],
  ['an address that is none', JSON.stringify([found]).replace('https://a.example/', 'javascript:alert(1)')],
])('takes nothing from others that is %s', async (_what, text) => {
  const { shared, texts } = sharedMemory()
  texts.set('q', text)
  expect(await createCache(shared).get('q')).toBeUndefined()
})
