import { ProviderError } from './errors.ts'

/** One call's total time and its caller's cancellation, as one signal that always aborts with a ProviderError. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal
  /** Milliseconds left. */
  readonly remaining: () => number
}

export function startDeadline(vendor: string, totalMs: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController()
  const end = performance.now() + totalMs
  const cancel = (): void => {
    controller.abort(new ProviderError('cancelled', vendor, 'the call was cancelled', { cause: outer?.reason }))
  }
  const timer = setTimeout(() => {
    const message = `no complete answer within ${totalMs} ms (all attempts together)`
    controller.abort(new ProviderError('timeout', vendor, message, { stage: 'total' }))
  }, totalMs)
  if (outer?.aborted) cancel()
  else outer?.addEventListener('abort', cancel, { once: true })
  return {
    signal: controller.signal,
    remaining: () => end - performance.now(),
    [Symbol.dispose]() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', cancel)
    },
  }
}

/** Waits `ms`; rejects with the signal's reason as soon as it aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', fail)
      resolve()
    }, ms)
    if (signal.aborted) fail()
    else signal.addEventListener('abort', fail, { once: true })
  })
}
