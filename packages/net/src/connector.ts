import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { isIP, type Socket } from 'node:net'
import { dial, established, permittedAddresses } from './dial.ts'
import { NetError } from './errors.ts'
import { asAddress, type Network } from './network.ts'
import { type Proxies, proxyAuthorization, proxyFor } from './proxy/settings.ts'
import { orAbort, startTimer } from './timer.ts'
import { bareHost, portOf } from './url.ts'

/** How connections to checked URLs are made; every path goes through the address policy. */
export interface Reach {
  readonly allowHosts: readonly string[]
  readonly proxies: Proxies
  readonly network: Network
}

/** Milliseconds our own resolver is given before a name is left to the proxy. */
const proxiedLookupMs = 1000

/** TLS over `socket`, with the name of the URL (not the address dialled) in SNI and in the certificate check. */
export async function secure(socket: Socket, url: URL, network: Network, signal: AbortSignal): Promise<Socket> {
  const { connect } = await import('node:tls')
  const host = bareHost(url.hostname)
  const secured = connect({
    socket,
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ALPNProtocols: ['http/1.1'],
    ...(network.ca === undefined ? {} : { ca: network.ca }),
  })
  try {
    return await established(secured, 'secureConnect', signal)
  } catch (cause) {
    socket.destroy()
    signal.throwIfAborted()
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown'
    const message = `No secure connection to ${host} could be made (${code}): its certificate or protocol is not acceptable.`
    throw new NetError('tls', message, { url, cause })
  }
}

/** Turns what sockets throw into one error; ours pass unchanged. */
function connectionError(cause: unknown, url: URL, what: string): unknown {
  if (NetError.isInstance(cause)) return cause
  const { code } = cause as NodeJS.ErrnoException
  return new NetError('connection', `${what} (${code ?? 'unknown reason'}). Check the address or try again later.`, {
    url,
    cause,
  })
}

/** A connection to the operator's own proxy; its address is configuration, so the address policy does not apply. */
export async function dialProxy(proxy: URL, network: Network, signal: AbortSignal): Promise<Socket> {
  const host = bareHost(proxy.hostname)
  try {
    const addresses = isIP(host) === 0 ? await orAbort(network.lookup(host), signal) : [asAddress(host)]
    const socket = await established(network.connect(addresses, portOf(proxy)), 'connect', signal)
    return proxy.protocol === 'https:' ? await secure(socket, proxy, network, signal) : socket
  } catch (cause) {
    signal.throwIfAborted()
    throw connectionError(cause, proxy, `The proxy ${proxy.host} cannot be reached`)
  }
}

/**
 * What can be known before a proxy is asked: names that our resolver says are internal are refused. The proxy
 * resolves for itself, so behind it the final decision is the proxy's: DNS rebinding is its operator's to prevent.
 */
async function checkBeforeProxy(url: URL, { allowHosts, network }: Reach, signal: AbortSignal): Promise<void> {
  using timer = startTimer(signal, proxiedLookupMs, () => new NetError('timeout', 'No answer in time.'))
  try {
    await permittedAddresses(url, allowHosts, network, timer.signal)
  } catch (error) {
    signal.throwIfAborted()
    if (NetError.isInstance(error) && error.kind === 'blocked') throw error
  }
}

async function tunnel(url: URL, proxy: URL, network: Network, signal: AbortSignal): Promise<Socket> {
  const { request } = await import('node:http')
  const socket = await dialProxy(proxy, network, signal)
  const authority = `${url.hostname}:${portOf(url)}`
  const connecting = request({
    method: 'CONNECT',
    path: authority,
    headers: { host: authority, ...proxyAuthorization(proxy) },
    createConnection: () => socket,
  })
  try {
    connecting.end()
    const [response, , head]: [IncomingMessage, Socket, Buffer] = await orAbort(
      once(connecting, 'connect') as Promise<[IncomingMessage, Socket, Buffer]>,
      signal,
    )
    if (response.statusCode !== 200) {
      throw new NetError('connection', `The proxy ${proxy.host} refused the connection (${response.statusCode}).`, {
        url,
      })
    }
    if (head.length > 0) socket.unshift(head)
    return socket
  } catch (cause) {
    connecting.on('error', () => {})
    socket.destroy()
    throw cause
  }
}

/**
 * A byte pipe to the host and port of a checked URL: directly to a checked address, or through the configured proxy.
 * @throws NetError
 */
export async function openPipe(url: URL, reach: Reach, signal: AbortSignal): Promise<Socket> {
  const proxy = proxyFor(url, reach.proxies)
  try {
    if (proxy === undefined) return await dial(url, reach.allowHosts, reach.network, signal)
    await checkBeforeProxy(url, reach, signal)
    return await tunnel(url, proxy, reach.network, signal)
  } catch (cause) {
    signal.throwIfAborted()
    throw connectionError(cause, url, `${url.host} cannot be reached`)
  }
}

/**
 * The connection a request for `url` is written to: TLS for https; for http, the proxy itself when one is configured,
 * since proxies commonly refuse tunnels to port 80 (the request is then sent in absolute form).
 */
export async function openConnection(url: URL, reach: Reach, signal: AbortSignal): Promise<Socket> {
  const proxy = proxyFor(url, reach.proxies)
  if (url.protocol === 'https:') return await secure(await openPipe(url, reach, signal), url, reach.network, signal)
  if (proxy === undefined) return await openPipe(url, reach, signal)
  await checkBeforeProxy(url, reach, signal)
  return await dialProxy(proxy, reach.network, signal)
}
