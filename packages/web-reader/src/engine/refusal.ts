import { ReadError } from './reader.ts'

/** What a refusal looks like from outside: the response before its content is read. */
export interface Answer {
  readonly url: URL
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
}

const elsewhere = 'Try another source for the same information, a cached copy, or an API of the site.'

/** Signs of pages that test for a browser instead of answering; looked for in small pages only. */
const challenges: readonly (readonly [RegExp, string])[] = [
  [/<title>\s*(just a moment|attention required! \| cloudflare)|cf-chl-|challenge-platform\/h\//i, 'Cloudflare'],
  [/_Incapsula_Resource|Incapsula incident ID/i, 'Imperva'],
  [/geo\.captcha-delivery\.com|datadome/i, 'DataDome'],
  [/px-captcha|_pxAppId/i, 'PerimeterX'],
  [
    /<title>\s*(access denied|pardon our interruption|are you a robot\??|robot check|human verification|security check|bot verification|verify you are human)/i,
    'its host',
  ],
  [/ddos-guard\.net|Checking your browser before accessing/i, 'a DDoS guard'],
  [/awsWafCookieDomainList|AwsWafIntegration\.checkForceRefresh/i, 'AWS WAF'],
  [/<title>\s*(making sure you(&#39;|'|’)re not a bot!)/i, 'Anubis'],
]

/** Which service challenges its visitor, or undefined for an ordinary page. */
export function challenger(html: string): string | undefined {
  const head = html.slice(0, 60_000)
  return challenges.find(([sign]) => sign.test(head))?.[1]
}

/** @throws ReadError when the status says that there is no page to read */
export function refuseStatus({ url, status, headers }: Answer, challengedBy: string | undefined): void {
  const { host } = url
  if (status < 400) {
    if (challengedBy !== undefined) throw challenged(host, challengedBy)
    return
  }
  if (challengedBy !== undefined || headers['cf-mitigated'] === 'challenge')
    throw challenged(host, challengedBy ?? 'Cloudflare')
  if (status === 404 || status === 410)
    throw new ReadError('not_found', `${host} has no such page (HTTP ${status}).`, {
      hint: 'Check the address, or look for the page by a search.',
    })
  if (status === 401 || status === 407)
    throw new ReadError('unauthorized', `${host} wants a login for this page (HTTP ${status}).`, { hint: elsewhere })
  if (status === 402)
    throw new ReadError('unauthorized', `${host} wants payment for this page (HTTP 402).`, { hint: elsewhere })
  if (status === 403 || status === 451)
    throw new ReadError('blocked', `${host} refuses to show this page (HTTP ${status}).`, { hint: elsewhere })
  if (status === 429)
    throw new ReadError('rate_limited', `${host} asks to slow down (HTTP 429).`, retryAfter(headers['retry-after']))
  if (status >= 500)
    throw new ReadError('unavailable', `${host} has a fault (HTTP ${status}).`, {
      hint: 'The same call may succeed later.',
      ...retryAfter(headers['retry-after']),
    })
  throw new ReadError('unavailable', `${host} did not answer with a page (HTTP ${status}).`)
}

function challenged(host: string, by: string): ReadError {
  return new ReadError('blocked', `${host} lets only browsers in: the answer is a challenge by ${by}, not the page.`, {
    hint: elsewhere,
  })
}

function retryAfter(value: string | undefined): { retryAfterMs?: number } {
  if (value === undefined) return {}
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: Math.min(seconds, 86_400) * 1000 } : {}
}
