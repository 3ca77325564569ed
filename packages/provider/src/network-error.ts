import { ProviderError } from './errors.ts'

/** Where an exchange broke: a clock that ran out, or an error while requesting or while reading the body. */
export type BreakPoint = 'connect' | 'headers' | 'idle' | 'request' | 'body'

/** What Node and undici call the failures that have a better name, and whether the same call may succeed later. */
const known: readonly { readonly match: RegExp; readonly say: string; readonly retryable: boolean }[] = [
  { match: /ENOTFOUND/, say: 'its host name does not exist; check the base URL', retryable: false },
  { match: /EAI_AGAIN/, say: 'its host name could not be looked up just now', retryable: true },
  { match: /ECONNREFUSED/, say: 'the connection was refused', retryable: true },
  { match: /EHOSTUNREACH|ENETUNREACH|ENETDOWN/, say: 'its network cannot be reached', retryable: true },
  { match: /CERT_HAS_EXPIRED/, say: 'its TLS certificate has expired', retryable: false },
  {
    match: /ALTNAME_INVALID/,
    say: 'its TLS certificate is for another host name; check the base URL',
    retryable: false,
  },
  {
    match: /SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|CERT_UNTRUSTED|CERT_SIGNATURE|INVALID_CA|CERT_NOT_YET/,
    say: 'its TLS certificate is not trusted; if a proxy of yours signs it, give its authority as the TLS CA setting',
    retryable: false,
  },
  { match: /ERR_SSL|EPROTO|ERR_TLS/, say: 'the TLS handshake failed; is the address really HTTPS?', retryable: false },
  { match: /\b407\b/, say: 'the proxy wants other credentials (407)', retryable: false },
  { match: /UND_ERR_PRX|Proxy response|UND_ERR_SOCKS/, say: 'the proxy did not connect us', retryable: true },
  {
    match: /HTTPParserError|HPE_|UND_ERR_RES_EXCEEDED|HeadersOverflow/,
    say: 'what it sent is not valid HTTP',
    retryable: true,
  },
  {
    match: /UND_ERR_INVALID_ARG|INVALID_HEADER|ERR_INVALID/,
    say: 'the request cannot be sent; does the key hold characters that no header may?',
    retryable: false,
  },
  { match: /UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT/, say: 'no connection in time', retryable: true },
  { match: /.*/, say: 'the connection broke before the answer was complete', retryable: true },
]

/** Puts a failed exchange into words; never repeats text of the peer. */
export function networkError(
  vendor: string,
  url: URL,
  point: BreakPoint,
  { ms = 0, cause }: { readonly ms?: number; readonly cause?: unknown } = {},
): ProviderError {
  const at = `(${url.host})`
  if (point === 'connect') return timeout(vendor, point, `no connection within ${ms} ms ${at}`)
  if (point === 'headers') return timeout(vendor, point, `connected, but no answer began within ${ms} ms ${at}`)
  if (point === 'idle') return timeout(vendor, point, `the answer stopped for ${ms} ms ${at}`)
  const signs = signsOf(cause)
  const { say, retryable } = known.find(({ match }) => match.test(signs)) ?? { say: 'unreachable', retryable: true }
  return new ProviderError('network', vendor, `${say} ${at}`, {
    code: codeOf(cause),
    retryable,
    // A parser's error carries what the peer sent.
    cause: cause instanceof Error && 'data' in cause ? cause.message : cause,
  })
}

function timeout(vendor: string, stage: 'connect' | 'headers' | 'idle', message: string): ProviderError {
  return new ProviderError('timeout', vendor, message, { stage })
}

/** Names, codes and messages of an error, of its causes and of the attempts an AggregateError joins. */
function signsOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) return ''
  const inner = error instanceof AggregateError ? error.errors.map((one) => signsOf(one, depth + 1)) : []
  return [error.name, codeOf(error), error.message, signsOf(error.cause, depth + 1), ...inner].join(' ')
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
