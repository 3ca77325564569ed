import { ProviderError, type ProviderErrorKind } from './errors.ts'
import { type Moved, noneLeft } from './failover-report.ts'

/** One way of getting a capability: a vendor with a key, an engine, a local server. */
export interface Member<Target> {
  /** Said in reports; unique in the list. */
  readonly name: string
  readonly target: Target
}

/** What came of a call over several members. */
export interface Outcome<Value> {
  readonly value: Value
  /** Name of the member that answered. */
  readonly used: string
  /** Who was tried or passed over before, in order, and why. */
  readonly moved: readonly Moved[]
}

/** A member that is not asked for a while since it failed. */
export interface Rest {
  readonly name: string
  readonly until: Date
  readonly kind: ProviderErrorKind
}

export interface Failover<Target> {
  /** The members that are passed over now, and until when. */
  readonly resting: () => readonly Rest[]
  /**
   * Asks members in order until one answers. Moves on at account, quota, authentication, rate and outage; a bad
   * parameter, a policy refusal and a cancellation are thrown at once. When nobody is left, throws one ProviderError that
   * lists every reason and says when the first of them can be asked again.
   */
  readonly run: <Value>(use: (target: Target, name: string) => Promise<Value>) => Promise<Outcome<Value>>
  /** The same for streams; moves on until the first item has been delivered. */
  readonly stream: <Item>(
    use: (target: Target, name: string) => AsyncIterable<Item>,
    onMove?: (moved: Moved) => void,
  ) => AsyncGenerator<Item, void, void>
}

const minutes = 60_000

/** How long a member that failed so is passed over, when neither a reset time nor a delay says it; milliseconds. */
const memory: { readonly [Kind in ProviderErrorKind]?: number } = {
  authentication: 10 * minutes,
  account: 10 * minutes,
  quota: 30 * minutes,
  rate: minutes,
  server: minutes / 2,
  network: minutes / 2,
  timeout: minutes / 2,
  malformed: minutes / 2,
}

/** An ordered list of members for one capability, and the memory of who is down. */
export function createFailover<Target>(
  members: readonly Member<Target>[],
  now: () => number = Date.now,
): Failover<Target> {
  const down = new Map<string, { readonly until: number; readonly error: ProviderError }>()

  /** Takes note of a failure; rethrows what no other member would answer differently. */
  const note = (name: string, error: unknown): Moved => {
    const pause = ProviderError.isInstance(error) ? memory[error.kind] : undefined
    if (!ProviderError.isInstance(error) || pause === undefined) throw error
    const until = error.resetAt?.getTime() ?? now() + Math.max(error.retryAfterMs ?? pause, 0)
    down.set(name, { until, error })
    return { name, error, until: new Date(until), asked: true }
  }

  /** The members worth asking now; those that are down are reported. */
  function* candidates(report: (moved: Moved) => void): Generator<Member<Target>, void, void> {
    for (const member of members) {
      const rest = down.get(member.name)
      if (rest === undefined || rest.until <= now()) yield member
      else report({ name: member.name, error: rest.error, until: new Date(rest.until), asked: false })
    }
  }

  return {
    resting: () =>
      [...down].flatMap(([name, { until, error }]) =>
        until > now() ? [{ name, until: new Date(until), kind: error.kind }] : [],
      ),
    async run(use) {
      const moved: Moved[] = []
      for (const { name, target } of candidates((one) => moved.push(one))) {
        try {
          const value = await use(target, name)
          down.delete(name)
          return { value, used: name, moved }
        } catch (error) {
          moved.push(note(name, error))
        }
      }
      throw noneLeft(moved, now())
    },
    async *stream(use, onMove) {
      const moved: Moved[] = []
      const report = (one: Moved): void => {
        moved.push(one)
        onMove?.(one)
      }
      for (const { name, target } of candidates(report)) {
        let delivered = false
        try {
          for await (const item of use(target, name)) {
            delivered = true
            yield item
          }
          down.delete(name)
          return
        } catch (error) {
          const failure = note(name, error)
          if (delivered) throw error
          report(failure)
        }
      }
      throw noneLeft(moved, now())
    },
  }
}
