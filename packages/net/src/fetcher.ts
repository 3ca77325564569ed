import type { Reach } from './connector.ts'
import { acceptEncoding } from './decode.ts'
import { NetError } from './errors.ts'
import type { Exchange, Headers, Response } from './exchange.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { type Network, systemNetwork } from './network.ts'
import type { ProxySettings } from './proxy-settings.ts'
import { followRedirects } from './redirect.ts'
import { requestOverNetwork } from './request.ts'
import { startTimer, timedOut } from './timer.ts'
import { createTransport } from './transport.ts'
import { checkUrl } from './url.ts'

export interface FetcherOptions {
  /** Hosts that may be reached though private, local or on an odd port: `host`, `host:port` or `[v6]:port`. */
  readonly allowHosts?: readonly string[]
  readonly proxy?: ProxySettings
  /** Sent as User-Agent; says honestly who fetches. */
  readonly userAgent?: string
  readonly limits?: Partial<Limits>
  /** The resolver and sockets to use; tests give their own. */
  readonly network?: Network
}

export interface GetOptions {
  readonly signal?: AbortSignal
  /** Request headers, names in lower case; never a model's. All but harmless ones stay behind when a redirect leaves the origin. */
  readonly headers?: Headers
  readonly limits?: Partial<Limits>
  readonly noCache?: boolean
}

/** A response of any status: what 404 or 503 means is the caller's to say. */
export interface Fetched extends Response {
  /** Where the response came from, after redirects. */
  readonly url: URL
  /** The addresses that redirected, first to last. */
  readonly redirects: readonly URL[]
}

export interface Fetcher extends AsyncDisposable {
  /**
   * Fetches an address that a model gave.
   * @throws NetError, and nothing else
   */
  readonly get: (url: string | URL, options?: GetOptions) => Promise<Fetched>
}

const defaultUserAgent = 'Sensorium/0.1 (reads pages on request of a user)'

/** Creates the guarded fetch; nothing is opened or loaded before the first `get`. */
export function createFetcher(options: FetcherOptions = {}): Fetcher {
  const { allowHosts = [], proxy = {}, network = systemNetwork, userAgent = defaultUserAgent } = options
  const reach: Reach = { allowHosts, proxy, network }
  const closing = new AbortController()
  const exchange: Exchange = requestOverNetwork

  const get: Fetcher['get'] = async (raw, { signal, headers = {}, limits: asked = {}, noCache = false } = {}) => {
    const url = checkUrl(raw, allowHosts)
    const limits = { ...defaultLimits, ...options.limits, ...asked }
    const parent = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal])
    using total = startTimer(parent, limits.totalMs, () => timedOut(`${url.host} was not read`, limits.totalMs, url))
    await using transport = createTransport(reach, limits, total.signal)
    const sent = { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': acceptEncoding, ...headers }
    try {
      const call = { limits, noCache, transport, signal: total.signal }
      return await followRedirects(exchange, url, sent, call, allowHosts)
    } catch (error) {
      if (!parent.aborted) throw error
      throw new NetError('cancelled', 'The fetch was cancelled.', { url, cause: parent.reason })
    }
  }

  return {
    get,
    [Symbol.asyncDispose]: async () => closing.abort(new NetError('cancelled', 'The fetcher was closed.')),
  }
}
