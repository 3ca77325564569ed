import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { callbackify } from 'node:util'
import type { Agent } from 'undici'
import { openConnection, type Reach } from './connector.ts'
import { NetError } from './errors.ts'
import type { Headers } from './exchange.ts'
import { flatten } from './headers.ts'
import type { Limits } from './limits.ts'
import { proxyAuthorization, proxyFor } from './proxy/settings.ts'
import { startTimer, timedOut } from './timer.ts'

/** Bytes of response headers; content security policies alone reach 16 KiB. */
const maxHeaderBytes = 64 * 1024

export interface RawResponse {
  readonly status: number
  readonly headers: Headers
  readonly body: Readable & { readonly dump: (options: { limit: number; signal: AbortSignal }) => Promise<unknown> }
}

/** The connections of one fetch: reused over its redirects, closed with it, never shared with another. */
export interface Transport extends AsyncDisposable {
  readonly send: (url: URL, headers: Headers, signal: AbortSignal) => Promise<RawResponse>
}

async function connectInTime(url: URL, reach: Reach, limits: Limits, signal: AbortSignal): Promise<Socket> {
  const late = () => timedOut(`${url.host} did not accept a connection`, limits.connectMs, url)
  using timer = startTimer(signal, limits.connectMs, late)
  return await openConnection(url, reach, timer.signal)
}

async function createAgent(reach: Reach, limits: Limits, signal: AbortSignal): Promise<Agent> {
  const { Agent } = await import('undici')
  return new Agent({
    connections: 1,
    pipelining: 1,
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: ({ protocol, host = '' }, done) => {
      const url = new URL(`${protocol}//${host}`)
      callbackify(() => connectInTime(url, reach, limits, signal))((error, socket) =>
        error === null ? done(null, socket) : done(error, null),
      )
    },
  })
}

/** Opens nothing until the first request; `signal` ends every connection. */
export function createTransport(reach: Reach, limits: Limits, signal: AbortSignal): Transport {
  let agent: Promise<Agent> | undefined
  return {
    send: async (url, headers, requestSignal) => {
      agent ??= createAgent(reach, limits, signal)
      const dispatcher = await agent
      const proxy = url.protocol === 'http:' ? proxyFor(url, reach.proxies) : undefined
      const {
        statusCode,
        headers: received,
        body,
      } = await dispatcher.request({
        origin: url.origin,
        path: proxy === undefined ? url.pathname + url.search : `${url.origin}${url.pathname}${url.search}`,
        method: 'GET',
        headers: { ...headers, ...(proxy === undefined ? {} : proxyAuthorization(proxy)) },
        signal: requestSignal,
      })
      return { status: statusCode, headers: flatten(received), body }
    },
    [Symbol.asyncDispose]: async () => {
      await (await agent)?.destroy()
    },
  }
}

/** What undici throws, as one of our kinds; our own errors (timers, policy, TLS) pass unchanged. */
export function requestError(cause: unknown, url: URL): unknown {
  if (NetError.isInstance(cause)) return cause
  const { name, code = '' } = cause as NodeJS.ErrnoException
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return new NetError('too_large', `${url.host} sent more than ${maxHeaderBytes / 1024} KiB of headers.`, {
      url,
      cause,
    })
  }
  if (name === 'HTTPParserError' || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') {
    return new NetError('protocol', `${url.host} did not answer in valid HTTP.`, { url, cause })
  }
  const message = `The connection to ${url.host} was lost before the response was complete. Try again.`
  return new NetError('connection', message, { url, cause })
}
