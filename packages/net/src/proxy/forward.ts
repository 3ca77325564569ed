import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { openConnection, openPipe, type Reach } from '../connector.ts'
import { checkUrl } from '../url.ts'
import type { Meter } from './meter.ts'
import { proxyAuthorization, proxyFor } from './settings.ts'

/** Fields that concern one connection only (RFC 9110 section 7.6.1), and those meant for this proxy. */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

function endToEnd(headers: IncomingMessage['headers']): Record<string, string | string[]> {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || hopByHop.has(name) ? [] : [[name, value] as const],
  )
  return Object.fromEntries(kept)
}

/** Answers CONNECT: a tunnel to the host asked for, if the address policy permits it. */
export async function forwardTunnel(
  url: URL,
  client: Socket,
  head: Buffer,
  reach: Reach,
  meter: Meter,
  signal: AbortSignal,
): Promise<void> {
  const remote = await openPipe(url, reach, signal)
  client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
  remote.write(head)
  await Promise.all([pipeline(remote, meter(), client, { signal }), pipeline(client, meter(), remote, { signal })])
}

/** Answers a plain http request in absolute form. The Host header is the URL's, whatever the client claims. */
export async function forwardRequest(
  url: URL,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  reach: Reach,
  meter: Meter,
  signal: AbortSignal,
): Promise<void> {
  const { request } = await import('node:http')
  const socket = await openConnection(url, reach, signal)
  const upstream = proxyFor(url, reach.proxies)
  const sent = request({
    createConnection: () => socket,
    method: incoming.method ?? 'GET',
    path: upstream === undefined ? url.pathname + url.search : url.href,
    headers: {
      ...endToEnd(incoming.headers),
      host: url.host,
      connection: 'close',
      ...(upstream === undefined ? {} : proxyAuthorization(upstream)),
    },
    signal,
  })
  const answered = once(sent, 'response', { signal }) as Promise<[IncomingMessage]>
  await Promise.all([pipeline(incoming, meter(), sent, { signal }), answered])
  const [response] = await answered
  outgoing.writeHead(response.statusCode ?? 502, endToEnd(response.headers))
  await pipeline(response, meter(), outgoing, { signal })
}

/** The host a CONNECT names, checked; https, because a tunnel's bytes are its client's business. */
export function tunnelTarget(authority: string, allowHosts: readonly string[]): URL {
  return checkUrl(`https://${authority}`, allowHosts)
}
