import { NetError } from './errors.ts'

/** A deadline as a signal: aborts when `parent` does, or with `expired()` after `ms`; `refresh` starts the time anew. */
export interface Timer extends Disposable {
  readonly signal: AbortSignal
  readonly refresh: () => void
}

/** Starts a timer under `parent`; dispose it so that neither the timeout nor the listener outlives the wait. */
export function startTimer(parent: AbortSignal, ms: number, expired: () => NetError): Timer {
  const controller = new AbortController()
  const follow = () => controller.abort(parent.reason)
  const timeout = setTimeout(() => controller.abort(expired()), ms)
  if (parent.aborted) follow()
  else parent.addEventListener('abort', follow, { once: true })
  return {
    signal: controller.signal,
    refresh: () => void timeout.refresh(),
    [Symbol.dispose]: () => {
      clearTimeout(timeout)
      parent.removeEventListener('abort', follow)
    },
  }
}

/** Settles as `promise` does, or rejects with the signal's reason as soon as it aborts. */
export async function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  let onAbort: (() => void) | undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason as Error)
    signal.addEventListener('abort', onAbort, { once: true })
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort)
  }
}

/** Waits, unless the signal aborts first. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timeout = setTimeout(resolve, ms)
  try {
    await orAbort(promise, signal)
  } finally {
    clearTimeout(timeout)
  }
}

/** A timeout's error in one shape. `what` reads as "The server sent no headers within 15 s." */
export function timedOut(what: string, ms: number, url: URL): NetError {
  return new NetError('timeout', `${what} within ${ms / 1000} s. Try again later, or allow more time.`, { url })
}
