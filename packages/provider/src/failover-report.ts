import { ProviderError } from './errors.ts'

/** A member that did not answer. */
export interface Moved {
  readonly name: string
  readonly error: ProviderError
  /** Not asked again before. */
  readonly until: Date
  /** False when it was passed over because of an earlier failure. */
  readonly asked: boolean
}

/** One error for a list that came to its end; its kind is that of the member that can be asked again first. */
export function noneLeft(moved: readonly Moved[], now: number): ProviderError {
  const first = moved.reduce<Moved | undefined>(
    (soonest, one) => (soonest === undefined || one.until < soonest.until ? one : soonest),
    undefined,
  )
  if (first === undefined) {
    return new ProviderError('parameters', 'failover', 'no vendor is configured', { field: 'members' })
  }
  const reasons = moved.map(({ name, error, asked, until }) => {
    const words = error.message.replace(`${error.vendor}: `, '')
    return asked ? `${name}: ${words}` : `${name}: not asked until ${until.toISOString()} (${words})`
  })
  return new ProviderError(first.error.kind, 'all failed', reasons.join('; '), {
    code: first.error.code,
    status: first.error.status,
    resetAt: first.error.resetAt,
    retryAfterMs: Math.max(0, first.until.getTime() - now),
    retryable: first.error.retryable,
    cause: new AggregateError(moved.map(({ error }) => error)),
  })
}
