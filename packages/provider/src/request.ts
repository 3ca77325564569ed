import { acceptEncoding } from './body.ts'
import { ProviderError } from './errors.ts'
import type { WireRequest } from './exchange.ts'
import type { Headers } from './retry.ts'

/** A request to a service. */
export interface HttpRequest {
  readonly url: URL | string
  /** Default GET, or POST when there is a body. */
  readonly method?: 'GET' | 'POST'
  readonly headers?: Headers
  /** Sent as JSON. */
  readonly json?: unknown
  /** False where a second call does harm: it is then repeated only if the first surely was not acted upon. */
  readonly repeatable?: boolean
}

/** What was refused or never connected did nothing; only that may be repeated where a repetition does harm. */
export function mayRepeat(request: HttpRequest, error: ProviderError): boolean {
  if (request.repeatable !== false) return true
  return error.kind === 'rate' || error.stage === 'connect' || error.code === 'ECONNREFUSED' || error.status === 503
}

/** The request as it goes over the wire, with the headers that all requests of a service share. */
export function wireRequest(vendor: string, request: HttpRequest, shared: Headers = {}): WireRequest {
  const url = URL.parse(String(request.url))
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new ProviderError('parameters', vendor, 'the base URL is not an http or https address', { field: 'baseUrl' })
  }
  const json = request.json === undefined ? undefined : JSON.stringify(request.json)
  return {
    method: request.method ?? (json === undefined ? 'GET' : 'POST'),
    url,
    headers: {
      accept: 'application/json',
      'accept-encoding': acceptEncoding,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...shared,
      ...request.headers,
    },
    body: json,
  }
}
