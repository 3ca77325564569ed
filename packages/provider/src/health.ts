import { ProviderError } from './errors.ts'

export interface HealthPolicy {
  /** Outages in a row that open the circuit. */
  readonly failures: number
  /** Milliseconds the circuit stays open before one call may probe. */
  readonly coolMs: number
}

export const defaultHealth: HealthPolicy = { failures: 6, coolMs: 30_000 }

/** What is known of one address: a circuit that opens on repeated outage, and a budget that keeps retries few. */
export interface Health {
  /** Throws a retryable `server` error with code `circuit_open` while the circuit is open. */
  readonly admit: (vendor: string) => void
  /** Takes note of an attempt's end. */
  readonly record: (failure?: ProviderError) => void
  /** Takes one retry from the budget; false when it is used up. */
  readonly spendRetry: () => boolean
}

const budgetMax = 20
/** What an attempt earns: in the long run one retry to three calls. */
const earned = 0.25

export function createHealth(
  policy: HealthPolicy = defaultHealth,
  now: () => number = () => performance.now(),
): Health {
  let failures = 0
  let openUntil = 0
  let budget = budgetMax

  return {
    admit(vendor) {
      const wait = openUntil - now()
      if (failures >= policy.failures) {
        if (wait > 0) {
          const message = `not called: it failed ${failures} times in a row; the next try is possible in ${Math.ceil(wait / 1000)} s`
          throw new ProviderError('server', vendor, message, { code: 'circuit_open', retryAfterMs: Math.ceil(wait) })
        }
        // Half open: this call probes, and the others keep waiting until it has ended.
        openUntil = now() + policy.coolMs
      }
      budget = Math.min(budgetMax, budget + earned)
    },
    record(failure) {
      if (failure === undefined || !isOutage(failure)) {
        if (failure?.kind !== 'cancelled') failures = 0
        return
      }
      failures += 1
      if (failures >= policy.failures) openUntil = now() + policy.coolMs
    },
    spendRetry() {
      if (budget < 1) return false
      budget -= 1
      return true
    },
  }
}

/** True for failures that say something about the service rather than about the request, its key or its time limit. */
export function isOutage(error: ProviderError): boolean {
  if (error.kind === 'timeout') return error.stage !== 'total'
  return error.kind === 'network' || error.kind === 'server'
}
