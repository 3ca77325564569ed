import { ProviderError, type ProviderErrorKind } from './errors.ts'
import { tidy } from './redact.ts'
import { type Headers, retryAfterMs } from './retry.ts'

/** What a vendor says of a failure, wherever in the body it says it. */
export interface Statement {
  readonly code?: string
  readonly message?: string
  readonly field?: string
  readonly requestId?: string
}

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

const harmless: ReadonlySet<string> = new Set(['', '0', '200', 'ok', 'OK', 'success', 'Success', 'SUCCESS'])

/**
 * Finds a failure in a body: under `error` (an object or a sentence), under `error.error` or `response.error`, at the top
 * level, as `success: false` or `type: "error"`, or as JSON quoted inside a message. With a good status a bare top-level `message` is no failure.
 */
export function findStatement(body: unknown, good: boolean, depth = 0): Statement | undefined {
  if (!isRecord(body) || depth > 3) return undefined
  const requestId = textOf(body['request_id']) ?? textOf(body['requestId'])
  const more = requestId === undefined ? {} : { requestId }
  const { response } = body
  const error = body['error'] ?? (isRecord(response) ? response['error'] : undefined)
  if (typeof error === 'string' && error !== '') return { message: error, ...more }
  if (isRecord(error)) return { ...more, ...(findStatement(error, false, depth + 1) ?? { message: 'no reason given' }) }

  const code = textOf(body['code']) ?? textOf(body['type'])
  const message = [body['message'], body['msg'], body['info'], good ? undefined : body['detail']]
    .map(textOf)
    .find(Boolean)
  const failed = good
    ? body['success'] === false ||
      body['type'] === 'error' ||
      (textOf(body['code']) !== undefined && message !== undefined && !harmless.has(code ?? ''))
    : code !== undefined || message !== undefined
  if (!failed) return undefined
  const quoted = quotedJson(message)
  const inner = quoted === undefined ? undefined : findStatement(quoted, false, depth + 1)
  if (inner?.code !== undefined) return { ...more, ...inner }
  const field = textOf(body['param']) ?? fieldIn(message)
  return {
    ...more,
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...(field === undefined ? {} : { field }),
  }
}

/** Makes the error of an answer: the vendor's code decides before the HTTP status does. */
export function providerError(answer: Answer, statement: Statement | undefined, codes: CodeTable = {}): ProviderError {
  const { vendor, status, headers, secrets } = answer
  const { code, message, field } = statement ?? {}
  const meaning: CodeMeaning =
    meaningOfCode(code, codes) ?? (status < 300 ? { kind: 'server' } : meaningOfStatus(status, headers))
  const resetAt = resetTimeIn(message)
  const wait = retryAfterMs(headers, Date.now()) ?? (resetAt && Math.max(0, resetAt.getTime() - Date.now()))
  const requestId = statement?.requestId ?? headers['x-request-id'] ?? headers['request-id']
  const said = message ?? (typeof answer.body === 'string' ? pageTitle(answer.body) : undefined) ?? 'no reason given'
  const facts = [code === undefined ? '' : `code ${code}`, `HTTP ${status}`].filter(Boolean).join(', ')
  const words = [`${tidy(said, secrets)} (${tidy(facts, secrets)})`, meaning.say].filter(Boolean).join('. ')
  return new ProviderError(meaning.kind, vendor, words, {
    code: code === undefined ? undefined : tidy(code, secrets),
    status,
    requestId: requestId === undefined ? undefined : tidy(requestId, secrets),
    field: meaning.kind === 'parameters' ? field : undefined,
    resetAt,
    retryAfterMs: wait,
    retryable: meaning.retryable,
  })
}

/** Local servers repeat the HTTP status as their code, also where the status itself says 200. */
function meaningOfCode(code: string | undefined, codes: CodeTable): CodeMeaning | undefined {
  if (code === undefined) return undefined
  if (Object.hasOwn(codes, code)) return codes[code]
  return /^[45]\d\d$/.test(code) ? meaningOfStatus(Number(code)) : undefined
}

/** What an HTTP status means where no code is known (RFC 9110 section 15). */
export function meaningOfStatus(status: number, headers: Headers = {}): CodeMeaning {
  const limited = headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0'
  if (status === 429 || (status === 403 && limited)) return { kind: 'rate' }
  if (status === 401 || status === 403) return { kind: 'authentication' }
  if (status === 407) return { kind: 'network', retryable: false }
  if (status === 402) return { kind: 'account' }
  if (status === 451) return { kind: 'content_policy' }
  if (status === 404) return { kind: 'parameters', say: 'Check the base URL and the model name' }
  if (status === 408 || status === 409 || status === 425) return { kind: 'server' }
  if (status >= 500) return { kind: 'server', retryable: status !== 501 && status !== 505 }
  if (status >= 400) return { kind: 'parameters' }
  return { kind: 'malformed' }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Gateways quote the answer from behind them: `MCP error -429: {"error":{"code":"1310",…}}`. */
function quotedJson(message: string | undefined): unknown {
  const start = message?.indexOf('{') ?? -1
  if (message === undefined || start < 0) return undefined
  try {
    return JSON.parse(message.slice(start, message.lastIndexOf('}') + 1))
  } catch {
    return undefined
  }
}

/** The field that a message names, in the vendors' ways of naming it. */
function fieldIn(message: string | undefined): string | undefined {
  const name = String.raw`[\x60'"]?([A-Za-z_][\w.[\]]*)`
  return message?.match(new RegExp(`(?:parameter|参数非法|field|参数)\\s*[:：]?\\s*${name}`, 'i'))?.[1]
}

/** Quota messages print their reset as `2026-11-23 18:00:00`, in China's time, or as ISO 8601 with a zone. */
function resetTimeIn(message: string | undefined): Date | undefined {
  const found = message?.match(/(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?/)
  if (found === undefined || found === null) return undefined
  const date = new Date(`${found[1]}T${found[2]}${found[3] ?? '+08:00'}`)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** Gateways answer in HTML: its title says enough. */
function pageTitle(text: string): string {
  return text.match(/<title[^>]*>([^<]{1,200})/i)?.[1] ?? text.replace(/<[^>]*>/g, ' ')
}
