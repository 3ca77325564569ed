import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import type { Reach } from '../connector.ts'
import { NetError, type NetErrorKind } from '../errors.ts'
import { type Network, systemNetwork } from '../network.ts'
import { startTimer } from '../timer.ts'
import { checkUrl } from '../url.ts'
import { forwardRequest, forwardTunnel, tunnelTarget } from './forward.ts'
import { createMeter } from './meter.ts'
import { type ProxySettings, readProxySettings } from './settings.ts'

export interface FilterProxyOptions {
  readonly allowHosts?: readonly string[]
  /** The operator's own proxy, which permitted connections go through. */
  readonly proxy?: ProxySettings
  readonly network?: Network
  /** Asked before each request and tunnel, its address already checked; what it throws refuses that one. */
  readonly permit?: (url: URL, signal: AbortSignal) => Promise<void>
  /** Bytes in both directions over the proxy's life; default 100 MiB. */
  readonly bytes?: number
  /** Milliseconds that one connection or request may last; default 60,000. */
  readonly totalMs?: number
}

/** A forward proxy on loopback for one browser page or one tool; closing it ends all of its connections. */
export interface FilterProxy extends AsyncDisposable {
  /** `http://127.0.0.1:port`, for HTTP requests in absolute form and for CONNECT. */
  readonly url: string
  /** Addresses that were refused so far, redacted and without repetition; at most a hundred. */
  readonly refused: ReadonlySet<string>
}

const maxConnections = 128
const maxRefused = 100

const statuses: Readonly<Partial<Record<NetErrorKind, 403 | 429 | 504>>> = {
  blocked: 403,
  invalid_url: 403,
  disallowed: 403,
  rate_limited: 429,
  timeout: 504,
}

function statusOf(error: unknown): number {
  return (NetError.isInstance(error) ? statuses[error.kind] : undefined) ?? 502
}

/**
 * Opens a proxy that lets a client which cannot be trusted to check addresses, such as a browser, reach only what the
 * address policy permits: every request, tunnel, WebSocket and redirect target is looked up, checked and connected to here.
 * It listens on loopback for any local process; none can reach more through it than the policy permits.
 */
export async function createFilterProxy(options: FilterProxyOptions = {}): Promise<FilterProxy> {
  const { allowHosts = [], proxy = {}, network = systemNetwork, permit } = options
  const { bytes = 100 * 1024 * 1024, totalMs = 60_000 } = options
  const { createServer } = await import('node:http')
  const reach: Reach = { allowHosts, network, proxies: readProxySettings(proxy) }
  const closing = new AbortController()
  const meter = createMeter(bytes, () => new NetError('too_large', 'The page loaded more than it may.'))
  const refused = new Set<string>()
  const sockets = new Set<Socket>()

  /** Runs one forwarding under its deadline; a failure before the first byte becomes a status. */
  const guarded = async (forward: (signal: AbortSignal) => Promise<void>, fail: (status: number) => void) => {
    using timer = startTimer(closing.signal, totalMs, () => new NetError('timeout', 'The connection lasted too long.'))
    try {
      await forward(timer.signal)
    } catch (error) {
      const { url } = NetError.isInstance(error) ? error : {}
      const status = statusOf(error)
      if ((status === 403 || status === 429) && url !== undefined && refused.size < maxRefused) refused.add(url)
      fail(status)
    }
  }

  const server = createServer((incoming, outgoing) => {
    const forward = async (signal: AbortSignal) => {
      const url = checkUrl(incoming.url ?? '', allowHosts)
      await permit?.(url, signal)
      await forwardRequest(url, incoming, outgoing, reach, meter, signal)
    }
    void guarded(forward, (status) => {
      if (outgoing.headersSent) outgoing.destroy()
      else outgoing.writeHead(status, { connection: 'close' }).end()
    })
  })
  server.maxConnections = maxConnections
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
  })
  server.on('connect', (incoming, client: Socket, head: Buffer) => {
    const forward = async (signal: AbortSignal) => {
      const url = tunnelTarget(incoming.url ?? '', allowHosts)
      await permit?.(url, signal)
      await forwardTunnel(url, client, head, reach, meter, signal)
    }
    void guarded(forward, (status) => {
      if (client.bytesWritten === 0) client.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\n\r\n`)
      else client.destroy()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused,
    [Symbol.asyncDispose]: async () => {
      closing.abort(new NetError('cancelled', 'The proxy was closed.'))
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
