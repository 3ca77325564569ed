import { withCache } from './cache.ts'
import type { Reach } from './connector.ts'
import { acceptEncoding } from './decode.ts'
import { NetError } from './errors.ts'
import type { Call, Exchange, Headers } from './exchange.ts'
import type { Fetcher, FetcherOptions, GetOptions } from './fetcher.ts'
import { defaultLimits } from './limits.ts'
import { createManners, defaultManners } from './manners.ts'
import { systemNetwork } from './network.ts'
import type { Proxies } from './proxy/settings.ts'
import { followRedirects } from './redirect.ts'
import { requestOverNetwork } from './request.ts'
import { createRobotsCheck } from './robots.ts'
import { startTimer, timedOut } from './timer.ts'
import { createTransport } from './transport.ts'
import { checkUrl, namesHost, portOf } from './url.ts'

const defaultUserAgent = 'Sensorium/0.1 (reads pages on request of a user)'

/** What one request passes through: robots.txt, then the cache, then manners, then the network. */
function compose(options: FetcherOptions, userAgent: string) {
  const { allowHosts = [], cacheBytes = 64 * 1024 * 1024, robots = false } = options
  const manners = createManners({ ...defaultManners, ...options.manners })
  const mannered = manners.wrap(requestOverNetwork)
  const isOwn = (url: URL): boolean => namesHost(allowHosts, url.hostname, portOf(url))
  const exempting: Exchange = (url, headers, call) => (isOwn(url) ? requestOverNetwork : mannered)(url, headers, call)
  const cached = cacheBytes === 0 ? exempting : withCache(exempting, cacheBytes)
  const check = robots ? createRobotsCheck(cached, userAgent.split('/')[0] ?? '', allowHosts) : undefined
  const exchange: Exchange = async (url, headers, call) => {
    await check?.(url, headers, call)
    return await cached(url, headers, call)
  }
  return { exchange, check, manners, isOwn }
}

/** The fetcher's functions: for each call one deadline and one set of connections for everything that it needs. */
export function createGet(
  options: FetcherOptions,
  proxies: Proxies,
  closing: AbortSignal,
): Omit<Fetcher, typeof Symbol.asyncDispose> {
  const { allowHosts = [], network = systemNetwork, userAgent = defaultUserAgent } = options
  const reach: Reach = { allowHosts, network, proxies }
  const { exchange, check, manners, isOwn } = compose(options, userAgent)

  const calling = async <T>(
    url: URL,
    { signal, headers = {}, limits: asked = {}, noCache = false }: GetOptions,
    run: (sent: Headers, call: Call) => Promise<T>,
  ): Promise<T> => {
    const limits = { ...defaultLimits, ...options.limits, ...asked }
    const parent = signal === undefined ? closing : AbortSignal.any([signal, closing])
    using total = startTimer(parent, limits.totalMs, () => timedOut(`${url.host} was not read`, limits.totalMs, url))
    await using transport = createTransport(reach, limits, total.signal)
    const sent = { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': acceptEncoding, ...headers }
    try {
      const deadline = Date.now() + limits.totalMs
      return await run(sent, { limits, noCache, deadline, transport, signal: total.signal })
    } catch (error) {
      if (!parent.aborted) throw error
      throw new NetError('cancelled', 'The fetch was cancelled.', { url, cause: parent.reason })
    }
  }

  return {
    get: async (raw, getOptions = {}) => {
      const url = checkUrl(raw, allowHosts)
      return await calling(url, getOptions, (sent, call) => followRedirects(exchange, url, sent, call, allowHosts))
    },
    visit: async (raw, { part = false, ...visitOptions } = {}) => {
      const url = checkUrl(raw, allowHosts)
      if (!isOwn(url) && part) manners.refuseQuiet(url)
      if (check === undefined && (isOwn(url) || part)) return
      await calling(url, visitOptions, async (sent, call) => {
        await check?.(url, sent, call)
        if (!isOwn(url) && !part) await manners.turn(url, call)
      })
    },
    heard: (url, status, retryAfter) => void manners.heard(url, status, retryAfter),
  }
}
