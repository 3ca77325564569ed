import type { Dispatcher } from 'undici'
import { ProviderError } from './errors.ts'
import { exchange, type WireRequest, type WireResponse } from './exchange.ts'
import type { Limits } from './limits.ts'

const maxRedirects = 3
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

export interface Delivery {
  readonly response: WireResponse
  /** The address that answered, after redirects. */
  readonly url: URL
}

/**
 * One attempt: sends a request and follows redirects, but only within the origin, so that no key, prompt or picture can
 * reach another host, and only where the method survives.
 */
export async function deliver(
  dispatcher: Dispatcher,
  request: WireRequest,
  options: { readonly vendor: string; readonly limits: Limits; readonly signal: AbortSignal },
): Promise<Delivery> {
  const { vendor, limits, signal } = options
  let { url } = request
  for (let hops = 0; ; hops += 1) {
    const response = await exchange(dispatcher, { ...request, url }, { vendor, ...limits, signal })
    if (!redirects.has(response.status)) return { response, url }
    response.body.destroy()
    url = nextUrl(vendor, request, url, response, hops)
  }
}

function nextUrl(vendor: string, request: WireRequest, url: URL, response: WireResponse, hops: number): URL {
  const refuse = (why: string): never => {
    throw new ProviderError('malformed', vendor, why, { code: 'redirect', status: response.status })
  }
  const { location } = response.headers
  const next = location === undefined ? null : URL.parse(location, url.href)
  if (next === null) return refuse('it answered with a redirect to nowhere; check the base URL')
  if (next.origin !== url.origin) {
    return refuse(
      `it redirects to another host (${next.host}), which is not followed; set the base URL to the right one`,
    )
  }
  if (request.method === 'POST' && response.status < 307) {
    return refuse('it redirects a POST in a way that loses it; set the base URL to the final address')
  }
  if (hops >= maxRedirects) return refuse(`more than ${maxRedirects} redirects`)
  return next
}
