import type { Dispatcher } from 'undici'
import { readBody, readText } from './body.ts'
import { ProviderError } from './errors.ts'
import type { WireRequest } from './exchange.ts'
import { type Answer, providerError } from './failure.ts'
import { errorBounds, type Limits } from './limits.ts'
import type { Headers } from './retry.ts'
import { findStatement } from './statement.ts'
import { deliver } from './transport.ts'

/** Turns an answer into its error, or finds that it is none. */
export type Judge = (answer: Answer) => ProviderError | undefined

/** An answer with a good status whose body has not been read. */
export interface OpenAnswer extends Disposable {
  readonly status: number
  readonly headers: Headers
  readonly url: URL
  readonly limits: Limits
  /** Decompressed bytes, bounded in size and silence. */
  readonly bytes: () => AsyncGenerator<Uint8Array, void, void>
  readonly text: () => Promise<string>
  /** Makes the error of something in the body, or `undefined` when it holds none. */
  readonly judge: (body: unknown) => ProviderError | undefined
}

export interface OpenOptions {
  readonly vendor: string
  readonly secrets: readonly string[]
  readonly limits: Limits
  readonly judge: Judge
  readonly signal: AbortSignal
}

/** One attempt up to the head of a good answer; the body of a bad one is read, within bounds, and its error thrown. */
export async function openAnswer(
  dispatcher: Dispatcher,
  request: WireRequest,
  { vendor, secrets, limits, judge, signal }: OpenOptions,
): Promise<OpenAnswer> {
  const { response, url } = await deliver(dispatcher, request, { vendor, limits, signal })
  const { status, headers } = response
  const bounds = { vendor, url, idleMs: limits.idleMs, maxBytes: limits.maxBytes }
  if (status < 200 || status >= 300) {
    const text = await readText(response, { ...bounds, ...errorBounds(limits) }).catch(() => '')
    if (signal.aborted) throw signal.reason
    const answer = { vendor, status, headers, body: parsed(text), secrets }
    throw judge(answer) ?? providerError(answer, findStatement(answer.body, false))
  }
  return {
    status,
    headers,
    url,
    limits,
    bytes: () => readBody(response, bounds),
    text: () => readText(response, bounds),
    judge: (body) => judge({ vendor, status, headers, body, secrets }),
    [Symbol.dispose]: () => void response.body.destroy(),
  }
}

/** A body as JSON, judged: an error page, a cut document and a failure under HTTP 200 are all errors. */
export async function readJson(vendor: string, answer: OpenAnswer): Promise<unknown> {
  const text = await answer.text()
  const body = parsed(text)
  const failure = answer.judge(body)
  if (failure !== undefined) throw failure
  if (typeof body !== 'string') return body
  const cut = /^\s*[{[]/.test(text)
  const what = text.trim() === '' ? 'an empty answer' : cut ? 'damaged or cut JSON' : 'something that is not JSON'
  throw new ProviderError('malformed', vendor, `${what} (HTTP ${answer.status}); check the base URL`, {
    status: answer.status,
    retryable: cut,
  })
}

/** JSON as its value (a JSON string stays text), anything else as text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
