import type { Step } from '../../../../test/vendors/fault-server.ts'
import type { ProviderErrorKind, Stage } from '../errors.ts'
import type { Limits } from '../limits.ts'
import type { RetryPolicy } from '../retry.ts'

/** What must come of a case: an error with these properties, or an answer with this text. */
export type Outcome =
  | {
      readonly kind: ProviderErrorKind
      readonly code?: string
      readonly status?: number
      readonly stage?: Stage
      readonly field?: string
      readonly retryable?: boolean
    }
  | { readonly text: string }

/** One fault: what the server does, and what the client must do. */
export interface Fault {
  readonly name: string
  /** `search` posts to web_search, `chat` asks for a whole answer, `stream` for a streamed one. Default `chat`. */
  readonly call?: 'search' | 'chat' | 'stream'
  /** For each request in turn; the last one repeats. */
  readonly answers: readonly (readonly Step[])[]
  readonly accept?: readonly Step[]
  readonly outcome: Outcome
  /** What the error's message must say. */
  readonly says?: RegExp
  /** Requests that the server must have seen, retries included. */
  readonly requests: number
  readonly limits?: Partial<Limits>
  readonly retry?: Partial<RetryPolicy>
  /** What a stream delivered before it failed. */
  readonly before?: string
}

/** An HTTP/1.1 answer with the right content-length. */
export function http(
  status: number,
  body: string | Uint8Array = '',
  headers: Readonly<Record<string, string>> = {},
): readonly Step[] {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  return [
    head(status, { 'content-type': 'application/json', 'content-length': String(bytes.length), ...headers }),
    bytes,
  ]
}

/** The head of an answer, to be followed by whatever a case wants. */
export function head(status: number, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} Status\r\n${lines.join('')}\r\n`
}

/** The head of an event stream that ends with its connection. */
export const streamHead = head(200, { 'content-type': 'text/event-stream', connection: 'close' })

export function chunk(delta: object, more: object = {}): string {
  return `data: ${JSON.stringify({ id: 'c', model: 'm', choices: [{ index: 0, delta, ...more }] })}\n\n`
}

export const finish = chunk({ content: '' }, { finish_reason: 'stop' })
export const done = 'data: [DONE]\n\n'

/** A whole chat answer that says `ok`. */
export const okBody = JSON.stringify({
  id: 'c',
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }],
})
export const ok = http(200, okBody)

/** The streamed one. */
export const okStream = [streamHead, chunk({ content: 'ok' }), finish, done, { end: 'close' } as const]

export const searchBody = JSON.stringify({ search_result: [{ title: 'ok', link: 'https://example.org/' }] })

export function errorBody(code: string | number, message = 'as the case wants'): string {
  return JSON.stringify({ error: { code, message } })
}
