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

/**
 * Wraps an exchange in manners: per-host concurrency and rate, and Retry-After of 429 and 503 answers, which holds for
 * every later request to that host too. A short wait is waited out once; a long one is left to the caller.
 */
export function withManners(exchange: Exchange, { concurrency, perSecond }: Manners): Exchange {
  const hosts = createLru<Host>(maxHosts)

  const hostOf = (url: URL): Host => {
    const known = hosts.get(url.host)
    if (known !== undefined) return known
    const queue = new PQueue({ concurrency, interval: 1000, intervalCap: perSecond })
    const host: Host = { queue, quietUntil: 0 }
    hosts.set(url.host, host)
    return host
  }

  return async (url, headers, call) => {
    const host = hostOf(url)
    const polite = async () => {
      await untilWelcome(host, url, call)
      return await exchange(url, headers, call)
    }
    const attempt = async () => {
      if (host.queue.size >= maxWaiting) throw rateLimited(url, (maxWaiting / perSecond) * 1000)
      const response = await host.queue.add(polite, { signal: call.signal })
      const wait = response.status === 429 || response.status === 503 ? response.headers['retry-after'] : undefined
      const ms = retryAfterMs(wait, Date.now())
      if (ms !== undefined) host.quietUntil = Date.now() + ms
      return { response, ms }
    }
    const first = await attempt()
    if (first.ms === undefined || first.ms > longestWait || Date.now() + first.ms >= call.deadline)
      return first.response
    return (await attempt()).response
  }
}
