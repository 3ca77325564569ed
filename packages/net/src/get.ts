import { withCache } from './cache.ts'
import type { Reach } from './connector.ts'
import { acceptEncoding } from './decode.ts'
import { NetError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import type { Fetcher, FetcherOptions } from './fetcher.ts'
import { defaultLimits } from './limits.ts'
import { defaultManners, withManners } from './manners.ts'
import { systemNetwork } from './network.ts'
import type { Proxies } from './proxy/settings.ts'
import { followRedirects } from './redirect.ts'
import { requestOverNetwork } from './request.ts'
import { withRobots } from './robots.ts'
import { startTimer, timedOut } from './timer.ts'
import { createTransport } from './transport.ts'
import { checkUrl, namesHost, portOf } from './url.ts'

const defaultUserAgent = 'Sensorium/0.1 (reads pages on request of a user)'

/** What one request passes through: robots.txt, then the cache, then manners, then the network. */
function compose(options: FetcherOptions, userAgent: string): Exchange {
  const { allowHosts = [], cacheBytes = 64 * 1024 * 1024, robots = false } = options
  const mannered = withManners(requestOverNetwork, { ...defaultManners, ...options.manners })
  const exempting: Exchange = (url, headers, call) => {
    const own = namesHost(allowHosts, url.hostname, portOf(url))
    return (own ? requestOverNetwork : mannered)(url, headers, call)
  }
  const cached = cacheBytes === 0 ? exempting : withCache(exempting, cacheBytes)
  return robots ? withRobots(cached, userAgent.split('/')[0] ?? '', allowHosts) : cached
}

/** The fetcher's `get`: one deadline and one set of connections for everything that a call needs. */
export function createGet(options: FetcherOptions, proxies: Proxies, closing: AbortSignal): Fetcher['get'] {
  const { allowHosts = [], network = systemNetwork, userAgent = defaultUserAgent } = options
  const reach: Reach = { allowHosts, network, proxies }
  const exchange = compose(options, userAgent)

  return async (raw, { signal, headers = {}, limits: asked = {}, noCache = false } = {}) => {
    const url = checkUrl(raw, allowHosts)
    const limits = { ...defaultLimits, ...options.limits, ...asked }
    const parent = signal === undefined ? closing : AbortSignal.any([signal, closing])
    using total = startTimer(parent, limits.totalMs, () => timedOut(`${url.host} was not read`, limits.totalMs, url))
    await using transport = createTransport(reach, limits, total.signal)
    const sent = { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': acceptEncoding, ...headers }
    try {
      const deadline = Date.now() + limits.totalMs
      const call = { limits, noCache, deadline, transport, signal: total.signal }
      return await followRedirects(exchange, url, sent, call, allowHosts)
    } catch (error) {
      if (!parent.aborted) throw error
      throw new NetError('cancelled', 'The fetch was cancelled.', { url, cause: parent.reason })
    }
  }
}
