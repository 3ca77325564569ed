import { acceptEncoding, readBody, readText } from './body.ts'
import { type Deadline, sleep, startDeadline } from './deadline.ts'
import { ProviderError } from './errors.ts'
import type { WireRequest } from './exchange.ts'
import { type Answer, findStatement, providerError } from './failure.ts'
import { createLimiter } from './limiter.ts'
import { defaultLimits, errorBounds, type Limits } from './limits.ts'
import { createNetwork, type Network } from './network.ts'
import { defaultRetry, type Headers, type RetryPolicy, retryDelay } from './retry.ts'
import { deliver } from './transport.ts'

export interface HttpOptions {
  /** Name of the service, said first in every error. */
  readonly vendor: string
  /** Sent with every request: authorization, user agent. */
  readonly headers?: Headers
  /** Texts that no error may hold: the key. */
  readonly secrets?: readonly string[]
  readonly limits?: Partial<Limits>
  readonly retry?: Partial<RetryPolicy>
  /** Calls at once with this key (default 8); more wait within their total limit. */
  readonly concurrency?: number
  /** Connections to share; without it this `Http` opens and closes its own. */
  readonly network?: Network
  /** Turns an answer into its error; the default goes by HTTP status. Called for every answer read as JSON or text. */
  readonly judge?: (answer: Answer) => ProviderError | undefined
}

export interface HttpRequest {
  readonly url: URL | string
  /** Default GET, or POST when there is a body. */
  readonly method?: 'GET' | 'POST'
  readonly headers?: Headers
  /** Sent as JSON. */
  readonly json?: unknown
  /** False where a second call does harm: it is then repeated only if the first surely was not acted upon. */
  readonly repeatable?: boolean
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  readonly limits?: Partial<Limits> | undefined
}

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

/**
 * HTTP to one service with one key: four clocks, retries, a concurrency limit, a circuit, bounded bodies and errors
 * without secrets. Knows no vendor. Every method throws ProviderErrors only.
 */
export interface Http {
  /** Calls, retrying where that can help, and returns what `read` makes of the answer. */
  readonly call: <Value>(
    request: HttpRequest,
    read: (answer: OpenAnswer) => Promise<Value>,
    options?: CallOptions,
  ) => Promise<Value>
  /** Calls and parses the body as JSON. */
  readonly json: (request: HttpRequest, options?: CallOptions) => Promise<unknown>
  /** Calls and returns the body as text. */
  readonly text: (request: HttpRequest, options?: CallOptions) => Promise<string>
  /**
   * Calls and yields what `decode` makes of the answer. Retries until the first item was delivered, never after it.
   * Ending the iteration closes the socket.
   */
  readonly stream: <Item>(
    request: HttpRequest,
    decode: (answer: OpenAnswer) => AsyncIterable<Item>,
    options?: CallOptions,
  ) => AsyncGenerator<Item, void, void>
  /** Closes the connections, unless they are shared. */
  readonly close: () => Promise<void>
}

export function createHttp(options: HttpOptions): Http {
  const { vendor, secrets = [], judge = judgeByStatus } = options
  const network = options.network ?? createNetwork()
  const limiter = createLimiter(vendor, options.concurrency ?? 8)
  const retry = { ...defaultRetry, ...options.retry }

  async function* stream<Item>(
    request: HttpRequest,
    decode: (answer: OpenAnswer) => AsyncIterable<Item>,
    { signal, limits: callLimits }: CallOptions = {},
  ): AsyncGenerator<Item, void, void> {
    const limits = { ...defaultLimits, ...options.limits, ...callLimits }
    const wire = wireRequest(vendor, request, options.headers)
    const health = network.health(wire.url.origin)
    using deadline = startDeadline(vendor, limits.totalMs, signal)
    const release = await limiter.acquire(deadline.signal)
    // An iteration that nobody ends must not keep its place for ever.
    deadline.signal.addEventListener('abort', release, { once: true })
    try {
      for (let attempt = 1; ; attempt += 1) {
        health.admit(vendor)
        let delivered = false
        try {
          using answer = await open(wire, limits, deadline)
          for await (const item of decode(answer)) {
            if (!delivered) health.record()
            delivered = true
            yield item
          }
          return
        } catch (error) {
          if (!ProviderError.isInstance(error)) throw error
          health.record(error)
          const delay = delivered || !mayRepeat(request, error) ? undefined : nextDelay(error, attempt, deadline)
          if (delay === undefined || !health.spendRetry()) throw error
          await sleep(delay, deadline.signal)
        }
      }
    } finally {
      release()
    }
  }

  function nextDelay(error: ProviderError, attempt: number, deadline: Deadline): number | undefined {
    return retryDelay(error, { attempt, remainingMs: deadline.remaining(), random: Math.random() }, retry)
  }

  /** One attempt up to the head of a good answer; a bad status is read to its end (bounded) and thrown. */
  async function open(wire: WireRequest, limits: Limits, deadline: Deadline): Promise<OpenAnswer> {
    const dispatcher = await network.dispatcher()
    const { response, url } = await deliver(dispatcher, wire, { vendor, limits, signal: deadline.signal })
    const { status, headers } = response
    const bounds = { vendor, url, idleMs: limits.idleMs, maxBytes: limits.maxBytes }
    if (status < 200 || status >= 300) {
      const text = await readText(response, { ...bounds, ...errorBounds(limits) }).catch(() => '')
      if (deadline.signal.aborted) throw deadline.signal.reason
      const answer = { vendor, status, headers, body: parsed(text), secrets }
      throw judge(answer) ?? judgeByStatus(answer) ?? providerError(answer, undefined)
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

  const call = async <Value>(
    request: HttpRequest,
    read: (answer: OpenAnswer) => Promise<Value>,
    callOptions?: CallOptions,
  ): Promise<Value> => {
    const items = stream(
      request,
      async function* (answer) {
        yield await read(answer)
      },
      callOptions,
    )
    for await (const item of items) return item
    throw new ProviderError('malformed', vendor, 'no answer')
  }

  return {
    call,
    stream,
    json: (request, callOptions) => call(request, (answer) => readJson(vendor, answer), callOptions),
    text: (request, callOptions) => call(request, (answer) => answer.text(), callOptions),
    close: async () => {
      if (options.network === undefined) await network.close()
    },
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

function judgeByStatus(answer: Answer): ProviderError | undefined {
  return answer.status >= 200 && answer.status < 300
    ? undefined
    : providerError(answer, findStatement(answer.body, false))
}

/** What was refused or never connected did nothing; only that may be repeated where a repetition does harm. */
function mayRepeat(request: HttpRequest, error: ProviderError): boolean {
  if (request.repeatable !== false) return true
  return error.kind === 'rate' || error.stage === 'connect' || error.code === 'ECONNREFUSED' || error.status === 503
}

function wireRequest(vendor: string, request: HttpRequest, shared: Headers = {}): WireRequest {
  const url = URL.parse(String(request.url))
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new ProviderError('parameters', vendor, 'the base URL is not an http or https address', { field: 'baseUrl' })
  }
  const json = request.json === undefined ? undefined : JSON.stringify(request.json)
  return {
    method: request.method ?? (json === undefined ? 'GET' : 'POST'),
    url,
    headers: {
      accept: 'application/json',
      'accept-encoding': acceptEncoding,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...shared,
      ...request.headers,
    },
    body: json,
  }
}
