import { NetError } from './errors.ts'
import type { Headers, Response } from './exchange.ts'
import type { Limits } from './limits.ts'
import type { Manners } from './manners.ts'
import type { Network } from './network.ts'
import { type ProxySettings, readProxySettings } from './proxy/settings.ts'

export interface FetcherOptions {
  /** Hosts that may be reached though private, local or on an odd port: `host`, `host:port` or `[v6]:port`. */
  readonly allowHosts?: readonly string[]
  readonly proxy?: ProxySettings
  /** Sent as User-Agent; says honestly who fetches. */
  readonly userAgent?: string
  readonly limits?: Partial<Limits>
  /** Bytes of responses kept in memory by the rules of HTTP caching, default 64 MiB; 0 keeps none. */
  readonly cacheBytes?: number
  /** How much is asked of one host; hosts named in `allowHosts` are the operator's own and exempt. */
  readonly manners?: Partial<Manners>
  /** Refuse what robots.txt asks automatic readers not to read; default false, since a user asked. */
  readonly robots?: boolean
  /** The resolver and sockets to use; tests give their own. */
  readonly network?: Network
}

export interface GetOptions {
  readonly signal?: AbortSignal
  /** Request headers, names in lower case; never a model's. All but harmless ones stay behind when a redirect leaves the origin. */
  readonly headers?: Headers
  readonly limits?: Partial<Limits>
  /** Ask the server itself, whatever is stored. */
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
  /**
   * Asks whether an address may be gone to by other means than `get`, such as a browser, whose requests are then its own:
   * the same manners hold. Waits for the host's turn; for a part of a page that was asked for, only sees whether the host
   * wants to be left alone.
   * @throws NetError `rate_limited`, `disallowed` by robots.txt where it is obeyed, or what `get` throws
   */
  readonly visit: (url: string | URL, options?: VisitOptions) => Promise<void>
  /** Tells what a host answered to such a visit: its Retry-After holds for `get`, too. */
  readonly heard: (url: URL, status: number, retryAfter: string | undefined) => void
}

export interface VisitOptions extends Pick<GetOptions, 'signal' | 'limits'> {
  /** True for what a page loads by itself: it is not counted against the host's rate. */
  readonly part?: boolean
}

/**
 * Creates the guarded fetch; nothing is opened and nothing large is loaded before the first `get`.
 * @throws TypeError when a proxy setting is not an address
 */
export function createFetcher(options: FetcherOptions = {}): Fetcher {
  const proxies = readProxySettings(options.proxy ?? {})
  const closing = new AbortController()
  let loading: Promise<Omit<Fetcher, typeof Symbol.asyncDispose>> | undefined
  const load = () => {
    loading ??= import('./get.ts').then(({ createGet }) => createGet(options, proxies, closing.signal))
    return loading
  }
  return {
    get: async (url, getOptions) => await (await load()).get(url, getOptions),
    visit: async (url, visitOptions) => await (await load()).visit(url, visitOptions),
    heard: (url, status, retryAfter) => void load().then(({ heard }) => heard(url, status, retryAfter)),
    [Symbol.asyncDispose]: async () => closing.abort(new NetError('cancelled', 'The fetcher was closed.')),
  }
}
