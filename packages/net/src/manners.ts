import PQueue from 'p-queue'
import { NetError } from './errors.ts'
import type { Call, Exchange } from './exchange.ts'
import { createLru } from './lru.ts'
import { retryAfterMs } from './retry-after.ts'
import { sleep } from './timer.ts'

/** How much is asked of one host: what a browser would, and little enough to be a welcome guest. */
export interface Manners {
  /** Requests at one time. */
  readonly concurrency: number
  /** Requests begun in one second. */
  readonly perSecond: number
}

export const defaultManners: Manners = { concurrency: 6, perSecond: 10 }

/** Requests that may wait for one host; more are turned away at once. */
const maxWaiting = 100

/** Hosts remembered; the least recently used is forgotten. */
const maxHosts = 1000

/** Longest Retry-After that is waited out within a call, milliseconds. */
const longestWait = 10_000

interface Host {
  readonly queue: PQueue
  /** Time (Date.now) until which the host asked to be left alone. */
  quietUntil: number
}

function rateLimited(url: URL, wait: number): NetError {
  const message = `${url.host} asks to wait ${Math.ceil(wait / 1000)} s before the next request. Use another source, or try then.`
  return new NetError('rate_limited', message, { url, retryAfterMs: wait })
}

/** Waits until the host wants requests again, if that is soon and leaves the call time to use the answer. */
async function untilWelcome(host: Host, url: URL, call: Call): Promise<void> {
  const wait = host.quietUntil - Date.now()
  if (wait <= 0) return
  if (wait > longestWait || Date.now() + wait >= call.deadline) throw rateLimited(url, wait)
  await sleep(wait, call.signal)
}

/** What every way to a host keeps to: requests made here, and a browser that makes its own. */
export interface HostManners {
  /**
   * Wraps an exchange: per-host concurrency and rate, and Retry-After of 429 and 503 answers, which holds for every later
   * request to that host too. A short wait is waited out once; a long one is left to the caller.
   */
  readonly wrap: (exchange: Exchange) => Exchange
  /** Waits for the host's turn, as a request would. @throws NetError `rate_limited` when it wants none for longer */
  readonly turn: (url: URL, call: Call) => Promise<void>
  /** @throws NetError `rate_limited` while the host wants to be left alone */
  readonly refuseQuiet: (url: URL) => void
  /** Takes note of an answer that came another way; returns how long the host asked to wait, milliseconds. */
  readonly heard: (url: URL, status: number, retryAfter: string | undefined) => number | undefined
}

/** Creates the book of hosts, each with its queue and what it asked for. */
export function createManners({ concurrency, perSecond }: Manners): HostManners {
  const hosts = createLru<Host>(maxHosts)

  const hostOf = (url: URL): Host => {
    const known = hosts.get(url.host)
    if (known !== undefined) return known
    const queue = new PQueue({ concurrency, interval: 1000, intervalCap: perSecond })
    const host: Host = { queue, quietUntil: 0 }
    hosts.set(url.host, host)
    return host
  }

  const queued = async <T>(url: URL, call: Call, run: () => Promise<T>): Promise<T> => {
    const host = hostOf(url)
    if (host.queue.size >= maxWaiting) throw rateLimited(url, (maxWaiting / perSecond) * 1000)
    const polite = async () => {
      await untilWelcome(host, url, call)
      return await run()
    }
    return await host.queue.add(polite, { signal: call.signal })
  }

  const heard = (url: URL, status: number, retryAfter: string | undefined): number | undefined => {
    const ms = retryAfterMs(status === 429 || status === 503 ? retryAfter : undefined, Date.now())
    if (ms !== undefined) hostOf(url).quietUntil = Date.now() + ms
    return ms
  }

  return {
    wrap: (exchange) => async (url, headers, call) => {
      const attempt = async () => {
        const response = await queued(url, call, () => exchange(url, headers, call))
        return { response, ms: heard(url, response.status, response.headers['retry-after']) }
      }
      const first = await attempt()
      if (first.ms === undefined || first.ms > longestWait || Date.now() + first.ms >= call.deadline)
        return first.response
      return (await attempt()).response
    },
    turn: (url, call) => queued(url, call, async () => {}),
    refuseQuiet: (url) => {
      const wait = (hosts.get(url.host)?.quietUntil ?? 0) - Date.now()
      if (wait > 0) throw rateLimited(url, wait)
    },
    heard,
  }
}
