import { NetError, redactUrl } from './errors.ts'
import type { Call, Exchange, Headers, Response } from './exchange.ts'
import { isHarmless } from './headers.ts'
import { checkUrl } from './url.ts'

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

export function isRedirect(status: number, headers: Headers): boolean {
  return redirectStatuses.has(status) && headers['location'] !== undefined
}

function target(from: URL, location: string, allowHosts: readonly string[]): URL {
  const next = URL.parse(location, from.href)
  if (next === null) {
    throw new NetError('protocol', `${redactUrl(from)} redirects to something that is no address.`, { url: from })
  }
  // RFC 9110 section 10.2.2: the fragment asked for is kept unless the redirect names another.
  if (next.hash === '') next.hash = from.hash
  try {
    return checkUrl(next, allowHosts)
  } catch (cause) {
    if (!NetError.isInstance(cause)) throw cause
    throw new NetError(cause.kind, `${redactUrl(from)} redirects elsewhere. ${cause.message}`, { url: next, cause })
  }
}

/** Follows redirects itself, so that every hop is checked as if the model had given it. */
export async function followRedirects(
  exchange: Exchange,
  start: URL,
  headers: Headers,
  call: Call,
  allowHosts: readonly string[],
): Promise<Response & { readonly url: URL; readonly redirects: readonly URL[] }> {
  const redirects: URL[] = []
  let url = start
  let sent = headers
  for (;;) {
    const response = await exchange(url, sent, call)
    const { location } = response.headers
    if (location === undefined || !isRedirect(response.status, response.headers)) return { ...response, url, redirects }
    if (redirects.length >= call.limits.redirects) {
      const message = `${redactUrl(start)} was redirected more than ${call.limits.redirects} times. Try the address it should lead to.`
      throw new NetError('too_many_redirects', message, { url })
    }
    const next = target(url, location, allowHosts)
    if (next.origin !== url.origin) {
      sent = Object.fromEntries(Object.entries(sent).filter(([name]) => isHarmless(name)))
    }
    redirects.push(url)
    url = next
  }
}
