import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import type { ProviderError } from './errors.ts'
import { type BreakPoint, networkError } from './network-error.ts'
import type { Headers } from './retry.ts'

/** One request as it goes over the wire. */
export interface WireRequest {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly headers: Headers
  readonly body?: string | undefined
}

/** The head of an answer and its body, still encoded as `content-encoding` says. Destroying the body closes the socket. */
export interface WireResponse {
  readonly status: number
  readonly headers: Headers
  readonly body: Readable
}

export interface ExchangeOptions {
  readonly vendor: string
  readonly connectMs: number
  readonly headersMs: number
  /** Aborts with a ProviderError; also ends the body. */
  readonly signal: AbortSignal
}

/**
 * Sends one request and resolves with the head of its answer. The connect clock runs until the request can be written,
 * the headers clock from then on; redirects are answers like any other. Rejects with a ProviderError.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: WireRequest,
  options: ExchangeOptions,
): Promise<WireResponse> {
  const { vendor, signal } = options
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined
    let body: Readable | undefined
    let failure: ProviderError | undefined
    let complete = false
    let clock: NodeJS.Timeout | undefined

    const finish = (): void => {
      clearTimeout(clock)
      signal.removeEventListener('abort', onAbort)
    }
    const fail = (error: ProviderError): void => {
      failure ??= error
      finish()
      // Before a body exists there is a promise to reject; afterwards whoever reads the body gets the error.
      if (body === undefined) reject(failure)
      else body.destroy(failure)
      controller?.abort(failure)
    }
    const onAbort = (): void => fail(signal.reason)
    const start = (point: BreakPoint, ms: number): void => {
      clearTimeout(clock)
      clock = setTimeout(() => fail(networkError(vendor, request.url, point, { ms })), ms)
    }

    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    start('connect', options.connectMs)

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(given) {
        controller = given
        // A call that ended while it waited for a connection must not be sent.
        if (failure === undefined) start('headers', options.headersMs)
        else given.abort(failure)
      },
      onResponseStart(given, status, headers) {
        if (status < 200) return
        clearTimeout(clock)
        // Taken when it is needed: an ESM import of it costs each server milliseconds of its start.
        const { Readable: NodeReadable } = process.getBuiltinModule('node:stream')
        body = new NodeReadable({
          read: () => given.resume(),
          destroy(error, done) {
            finish()
            if (!complete) given.abort(error ?? new Error('body no longer wanted'))
            done(error)
          },
        })
        resolve({ status, headers: flatten(headers), body })
      },
      onResponseData(given, chunk) {
        if (body?.push(chunk) === false) given.pause()
      },
      onResponseEnd: () => {
        complete = true
        finish()
        body?.push(null)
      },
      onResponseError: (_given, error) => {
        fail(failure ?? networkError(vendor, request.url, body === undefined ? 'request' : 'body', { cause: error }))
      },
    }
    const { method, url, headers } = request
    try {
      dispatcher.dispatch(
        { origin: url.origin, path: url.pathname + url.search, method, headers, body: request.body ?? null },
        handler,
      )
    } catch (cause) {
      fail(networkError(vendor, url, 'request', { cause }))
    }
  })
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const out: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) out[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return out
}
