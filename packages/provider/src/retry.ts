import type { ProviderError } from './errors.ts'

/** Response headers by lower-case name. */
export type Headers = Readonly<Record<string, string>>

export interface RetryPolicy {
  /** Calls in all, the first included. */
  readonly attempts: number
  /** Upper bound of the first delay, doubled for each further one; milliseconds. */
  readonly baseMs: number
  /** Upper bound of any delay; a vendor that asks for more is not waited for; milliseconds. */
  readonly maxMs: number
}

export const defaultRetry: RetryPolicy = { attempts: 3, baseMs: 500, maxMs: 20_000 }

/** What the decision depends on beside the error: the attempts made, the time left, and chance (0 ≤ random < 1). */
export interface RetrySituation {
  readonly attempt: number
  readonly remainingMs: number
  readonly random: number
}

/**
 * Milliseconds to wait before the next attempt, or `undefined` to stop. Pure.
 * A vendor's own delay is a lower bound and is honoured only within the policy and the time left; otherwise the delay is
 * exponential with full jitter.
 */
export function retryDelay(
  error: ProviderError,
  situation: RetrySituation,
  policy: RetryPolicy = defaultRetry,
): number | undefined {
  if (!error.retryable || situation.attempt >= policy.attempts) return undefined
  if (error.kind === 'timeout' && error.stage === 'total') return undefined
  const ceiling = Math.min(policy.maxMs, policy.baseMs * 2 ** (situation.attempt - 1))
  const asked = error.retryAfterMs
  if (asked !== undefined && asked > policy.maxMs) return undefined
  const delay = asked === undefined ? situation.random * ceiling : asked + situation.random * policy.baseMs * 0.25
  return delay < situation.remainingMs ? delay : undefined
}

/**
 * Milliseconds a server asks to wait, from `retry-after-ms`, `Retry-After` in seconds or as a date (RFC 9110 section
 * 10.2.3), or an exhausted `x-ratelimit-*` window (Brave, GitHub); `undefined` when it asks for nothing.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const milliseconds = numberOf(headers['retry-after-ms'])
  if (milliseconds !== undefined) return milliseconds
  const after = headers['retry-after']
  if (after !== undefined) {
    const seconds = numberOf(after)
    if (seconds !== undefined) return seconds * 1000
    // Only with a month's name: Date.parse takes "-1" for a year.
    const date = /[a-z]{3}/i.test(after) ? Date.parse(after) : Number.NaN
    if (!Number.isNaN(date)) return Math.max(0, date - now)
  }
  return exhaustedWindowMs(headers, now)
}

/** The longest reset among the windows that have nothing left; both headers may list several windows. */
function exhaustedWindowMs(headers: Headers, now: number): number | undefined {
  const remaining = (headers['x-ratelimit-remaining'] ?? '').split(',')
  const resets = (headers['x-ratelimit-reset'] ?? '').split(',')
  let longest: number | undefined
  for (const [index, left] of remaining.entries()) {
    const reset = numberOf(resets[index])
    if (numberOf(left) !== 0 || reset === undefined) continue
    // Above a billion it is a point in time (seconds since 1970), below a duration in seconds.
    const wait = reset > 1e9 ? Math.max(0, reset * 1000 - now) : reset * 1000
    longest = Math.max(longest ?? 0, wait)
  }
  return longest
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const value = Number(text)
  return Number.isFinite(value) && value >= 0 ? value : undefined
}
