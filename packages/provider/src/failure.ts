import { ProviderError, type ProviderErrorKind } from './errors.ts'
import { tidy } from './redact.ts'
import { type Headers, retryAfterMs } from './retry.ts'
import { findStatement, type Statement } from './statement.ts'

/** What one of a vendor's codes means. */
export interface CodeMeaning {
  readonly kind: ProviderErrorKind
  readonly retryable?: boolean
  /** Added to the vendor's own words: what to do. */
  readonly say?: string
}

export type CodeTable = Readonly<Record<string, CodeMeaning>>

/** What an error is made from. */
export interface Answer {
  readonly vendor: string
  readonly status: number
  readonly headers: Headers
  /** The parsed body, or its text where it is not JSON. */
  readonly body: unknown
  readonly secrets: readonly string[]
}

/** Makes the error of an answer: the vendor's code decides before the HTTP status does. */
export function providerError(answer: Answer, statement: Statement | undefined, codes: CodeTable = {}): ProviderError {
  const { vendor, status, headers, secrets } = answer
  const { code, message, field } = statement ?? {}
  const meaning: CodeMeaning =
    meaningOfCode(code, codes) ?? (status < 300 ? { kind: 'server' } : meaningOfStatus(status, headers))
  // Other failures mention other times.
  const resetAt = meaning.kind === 'quota' ? resetTimeIn(message) : undefined
  const wait = retryAfterMs(headers, Date.now()) ?? (resetAt && Math.max(0, resetAt.getTime() - Date.now()))
  const requestId = statement?.requestId ?? headers['x-request-id'] ?? headers['request-id']
  const said = message ?? (typeof answer.body === 'string' ? pageTitle(answer.body) : undefined) ?? 'no reason given'
  const facts = [code === undefined ? '' : `code ${code}`, `HTTP ${status}`].filter(Boolean).join(', ')
  const words = [`${tidy(said, secrets)} (${tidy(facts, secrets)})`, meaning.say].filter(Boolean).join('. ')
  return new ProviderError(meaning.kind, vendor, words, {
    code: code === undefined ? undefined : tidy(code, secrets),
    status,
    requestId: requestId === undefined ? undefined : tidy(requestId, secrets),
    field: meaning.kind === 'parameters' && field !== undefined ? tidy(field, secrets) : undefined,
    resetAt,
    retryAfterMs: wait,
    retryable: meaning.retryable,
  })
}

/** The error of an answer with a bad status, by that status and whatever its body says. */
export function statusError(answer: Answer): ProviderError | undefined {
  const good = answer.status >= 200 && answer.status < 300
  return good ? undefined : providerError(answer, findStatement(answer.body, false))
}

/** Local servers repeat the HTTP status as their code, also where the status itself says 200. */
function meaningOfCode(code: string | undefined, codes: CodeTable): CodeMeaning | undefined {
  if (code === undefined) return undefined
  if (Object.hasOwn(codes, code)) return codes[code]
  return /^[45]\d\d$/.test(code) ? meaningOfStatus(Number(code)) : undefined
}

/** What an HTTP status means where no code is known (RFC 9110 section 15). */
function meaningOfStatus(status: number, headers: Headers = {}): CodeMeaning {
  const limited = headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0'
  if (status === 429 || (status === 403 && limited)) return { kind: 'rate' }
  if (status === 401 || status === 403) return { kind: 'authentication' }
  if (status === 407) return { kind: 'network', retryable: false }
  if (status === 402) return { kind: 'account' }
  if (status === 451) return { kind: 'content_policy' }
  if (status === 404) return { kind: 'parameters', say: 'Check the base URL, and the model name if one was sent' }
  if (status === 408 || status === 409 || status === 425) return { kind: 'server' }
  if (status >= 500) return { kind: 'server', retryable: status !== 501 && status !== 505 }
  if (status >= 400) return { kind: 'parameters' }
  return { kind: 'malformed' }
}

/** Quota messages print their reset as `2026-11-23 18:00:00`, in China's time, or as ISO 8601 with a zone. */
function resetTimeIn(message: string | undefined): Date | undefined {
  const found = message?.slice(0, 1000).match(/(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?/)
  if (found === undefined || found === null) return undefined
  const date = new Date(`${found[1]}T${found[2]}${found[3] ?? '+08:00'}`)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** Gateways answer in HTML: its title says enough. */
function pageTitle(text: string): string {
  return text.match(/<title[^<>]*>([^<]{1,200})/i)?.[1] ?? text.replace(/<[^<>]*>/g, ' ')
}
