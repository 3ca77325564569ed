import robotsParser from 'robots-parser'
import { NetError } from './errors.ts'
import type { Call, Exchange, Headers } from './exchange.ts'
import { createLru } from './lru.ts'
import { followRedirects } from './redirect.ts'

/** RFC 9309: at least 500 KiB are read, five redirects followed, and an answer used for at most a day. */
const robotsLimits = { bytes: 512 * 1024, redirects: 5 }
const keptMs = 3_600_000
const maxOrigins = 500

/** Characters of an address that rules are matched against: matching costs rule length times this. */
const matchedChars = 200

/** The package's types describe an ES default export, which its CommonJS module does not have. */
const parse = robotsParser as unknown as (
  url: string,
  contents: string,
) => { readonly isAllowed: (url: string, agent: string) => boolean | undefined }

interface Rules {
  readonly allows: (url: string) => boolean
  readonly until: number
}

/** RFC 9309 section 2.3.1: missing (4xx) means everything is allowed, failing (5xx) means nothing is. */
function rulesFrom(status: number, bytes: Uint8Array, url: URL, agent: string): Rules['allows'] {
  if (status >= 500) return () => false
  if (status >= 300) return () => true
  const robots = parse(url.href, new TextDecoder().decode(bytes))
  return (target) => robots.isAllowed(target.slice(0, matchedChars), agent) ?? true
}

/** @throws NetError `disallowed` where robots.txt asks automatic readers not to read the address */
export type RobotsCheck = (url: URL, headers: Headers, call: Call) => Promise<void>

/** Creates the check of addresses against the robots.txt of their origins, which is fetched through `exchange`. */
export function createRobotsCheck(exchange: Exchange, agent: string, allowHosts: readonly string[]): RobotsCheck {
  const origins = createLru<Rules>(maxOrigins)

  const rulesOf = async (origin: string, headers: Headers, call: Call): Promise<Rules> => {
    const known = origins.get(origin)
    if (known !== undefined && known.until > Date.now()) return known
    const url = new URL('/robots.txt', origin)
    const limits = { ...call.limits, ...robotsLimits }
    const { status, bytes } = await followRedirects(exchange, url, headers, { ...call, limits }, allowHosts)
    const rules = { allows: rulesFrom(status, bytes, url, agent), until: Date.now() + keptMs }
    origins.set(origin, rules)
    return rules
  }

  return async (url, headers, call) => {
    const { allows } = await rulesOf(url.origin, headers, call)
    if (allows(url.href)) return
    const message = `The robots.txt of ${url.host} asks automatic readers not to read this. Use another source, or turn the robots setting off if you have the right to read it.`
    throw new NetError('disallowed', message, { url })
  }
}
