import { describe, expect, it } from 'vitest'
import { ProviderError, type ProviderErrorDetails, type ProviderErrorKind, providerErrorKinds } from './errors.ts'
import { retryAfterMs, retryDelay } from './retry.ts'

const policy = { attempts: 4, baseMs: 100, maxMs: 1000 }
const error = (kind: ProviderErrorKind, details?: ProviderErrorDetails): ProviderError =>
  new ProviderError(kind, 'x', 'no', details)
const at = { attempt: 1, remainingMs: 60_000, random: 0.5 }

it('pins the kinds, because engines decide by them', () => {
  expect(providerErrorKinds.join(' ')).toBe(
    'authentication account quota rate parameters content_policy server network timeout malformed cancelled',
  )
})

it.each([
  ['authentication', false],
  ['account', false],
  ['quota', false],
  ['rate', true],
  ['parameters', false],
  ['content_policy', false],
  ['server', true],
  ['network', true],
  ['timeout', true],
  ['malformed', false],
  ['cancelled', false],
] as const)('%s is retried: %s', (kind, retried) => {
  expect(retryDelay(error(kind), at, policy) !== undefined).toBe(retried)
})

describe('the delay', () => {
  it('doubles its ceiling up to the limit, with full jitter', () => {
    const ceilings = [1, 2, 3].map((attempt) => retryDelay(error('server'), { ...at, attempt, random: 1 }, policy))
    expect(ceilings).toEqual([100, 200, 400])
    expect(retryDelay(error('server'), { ...at, random: 0 }, policy)).toBe(0)
  })

  it('is at least what the vendor asks for', () => {
    const delay = retryDelay(error('rate', { retryAfterMs: 700 }), at, policy)
    expect(delay).toBeGreaterThanOrEqual(700)
    expect(delay).toBeLessThan(800)
  })

  it.each([
    ['the attempts are used up', error('server'), { ...at, attempt: 4 }],
    ['the vendor asks for more than the policy waits', error('rate', { retryAfterMs: 1001 }), at],
    ['it does not fit into the time left', error('rate', { retryAfterMs: 700 }), { ...at, remainingMs: 700 }],
    ['the total is over', error('timeout', { stage: 'total' }), at],
    ['the error says otherwise', error('network', { retryable: false }), at],
  ])('stops when %s', (_why, failure, situation) => {
    expect(retryDelay(failure, situation, policy)).toBeUndefined()
  })
})

it.each([
  [{ 'retry-after': '7' }, 7000],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '1.5' }, 1500],
  [{ 'retry-after': 'Thu, 01 Jan 1970 00:02:00 GMT' }, 20_000],
  [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
  [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
  [{ 'retry-after': '-1' }, undefined],
  [{ 'retry-after': 'Infinity' }, undefined],
  [{ 'retry-after': '' }, undefined],
  [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' }, 30_000],
  [{ 'x-ratelimit-remaining': '0, 0', 'x-ratelimit-reset': '1, 60' }, 60_000],
  [{ 'x-ratelimit-remaining': '0, 9', 'x-ratelimit-reset': '1, 60' }, 1000],
  [{ 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': '30' }, undefined],
  [{}, undefined],
])('reads %j as %s ms', (headers, expected) => {
  expect(retryAfterMs(headers, 100_000)).toBe(expected)
})

it('reads a reset given as a point in time', () => {
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1790000060' }
  expect(retryAfterMs(headers, 1_790_000_000_000)).toBe(60_000)
})
