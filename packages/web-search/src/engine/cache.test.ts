import { ProviderError } from '@sensorium/provider'
import { expect, it } from 'vitest'
import type { Attempt } from './attempt.ts'
import { freshMs } from './cache.ts'
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
