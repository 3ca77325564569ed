import { createFailover, type Failover, ProviderError } from '@sensorium/provider'
import { type Attempt, hasResults } from './attempt.ts'
import type { Engine, EngineAnswer, SearchOptions, SearchQuery } from './engine.ts'
import { applyFilters } from './filter.ts'

/** An engine with the memory of its failures: while it rests, it fails at once with the reason and the end of its rest. */
export interface Member {
  readonly name: string
  readonly guard: Failover<Engine>
}

export function createMember(engine: Engine): Member {
  return { name: engine.name, guard: createFailover([{ name: engine.name, target: engine }]) }
}

/** Asks one engine, unless it rests. Rejects only when the caller has gone. */
export async function ask(member: Member, query: SearchQuery, options: SearchOptions): Promise<Attempt> {
  const { name: engine, guard } = member
  try {
    const { value } = await guard.run((target) => search(target, query, options))
    return { engine, ok: true, answer: applyFilters(engine, query, value) }
  } catch (error) {
    options.signal.throwIfAborted()
    if (!ProviderError.isInstance(error)) throw error
    return { engine, ok: false, error }
  }
}

/** A kept-alive connection may die between two calls: what broke before an answer began is tried once more. */
async function search(engine: Engine, query: SearchQuery, options: SearchOptions): Promise<EngineAnswer> {
  const begun = performance.now()
  try {
    return await engine.search(query, options)
  } catch (error) {
    const spent = performance.now() - begun
    const broken = ProviderError.isInstance(error) && error.kind === 'network' && error.retryable
    if (!broken || error.code === 'ECONNREFUSED' || spent > options.timeoutMs / 2) throw error
    return engine.search(query, { ...options, timeoutMs: options.timeoutMs - spent })
  }
}

/** Longest silence of an engine before the next one is asked beside it, in milliseconds. */
const patienceMs = 3000

/**
 * Asks engines in order until one has results. The next is asked at once when one fails or finds nothing, and beside it
 * when it stays silent; still the first in order wins that answers before the one deadline of all. Returns how those
 * fared that the outcome depends on, the last of them with results if any has.
 */
export async function askInOrder(
  members: readonly Member[],
  query: SearchQuery,
  { signal, timeoutMs }: SearchOptions,
): Promise<Attempt[]> {
  const end = performance.now() + timeoutMs
  const patience = Math.min(patienceMs, timeoutMs / members.length)
  using enough = createStop(signal)
  const started: Promise<Attempt>[] = []

  const start = (at: number): void => {
    const member = members[at]
    if (member === undefined || started[at] !== undefined || enough.signal.aborted) return
    const attempt = ask(member, query, { signal: enough.signal, timeoutMs: end - performance.now() })
    started[at] = attempt
    const timer = setTimeout(() => start(at + 1), patience)
    enough.signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
    attempt.then(
      (settled) => {
        clearTimeout(timer)
        if (!hasResults(settled)) start(at + 1)
      },
      // Whoever awaits the attempt hears of it.
      () => {},
    )
  }

  start(0)
  const attempts: Attempt[] = []
  for (const at of members.keys()) {
    start(at)
    const attempt = await started[at]
    if (attempt === undefined) break
    attempts.push(attempt)
    if (hasResults(attempt)) break
  }
  return attempts
}

/** A signal that aborts with the outer one, or when its block is left. */
function createStop(outer: AbortSignal): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController()
  return {
    signal: AbortSignal.any([outer, controller.signal]),
    [Symbol.dispose]: () => controller.abort(),
  }
}
