import { type Judge, type OpenAnswer, openAnswer, readJson } from './answer.ts'
import { type Deadline, sleep, startDeadline } from './deadline.ts'
import { ProviderError } from './errors.ts'
import { statusError } from './failure.ts'
import { createLimiter } from './limiter.ts'
import { type Limits, mergeLimits } from './limits.ts'
import { createNetwork, type Network } from './network.ts'
import { type HttpRequest, mayRepeat, wireRequest } from './request.ts'
import { defaultRetry, type Headers, type RetryPolicy, retryDelay } from './retry.ts'

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
  /** Finds the failure in an answer with a bad status, and in every JSON body; by default only statuses count. */
  readonly judge?: Judge
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  readonly limits?: Partial<Limits> | undefined
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
  const { vendor, secrets = [], judge = statusError } = options
  const network = options.network ?? createNetwork()
  const limiter = createLimiter(vendor, options.concurrency ?? 8)
  const retry = { ...defaultRetry, ...options.retry }

  async function* stream<Item>(
    request: HttpRequest,
    decode: (answer: OpenAnswer) => AsyncIterable<Item>,
    callOptions: CallOptions = {},
  ): AsyncGenerator<Item, void, void> {
    const limits = mergeLimits(options.limits, callOptions.limits)
    const wire = wireRequest(vendor, request, options.headers)
    const health = network.health(wire.url)
    using deadline = startDeadline(vendor, limits.totalMs, callOptions.signal)
    const { signal } = deadline
    const release = await limiter.acquire(signal)
    // An iteration that nobody ends must not keep its place for ever.
    signal.addEventListener('abort', release, { once: true })
    try {
      for (let attempt = 1; ; attempt += 1) {
        health.admit(vendor)
        let delivered = false
        try {
          using answer = await openAnswer(await network.dispatcher(), wire, { vendor, secrets, judge, limits, signal })
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
          await sleep(delay, signal)
        }
      }
    } finally {
      release()
    }
  }

  function nextDelay(error: ProviderError, attempt: number, deadline: Deadline): number | undefined {
    return retryDelay(error, { attempt, remainingMs: deadline.remaining(), random: Math.random() }, retry)
  }

  async function call<Value>(
    request: HttpRequest,
    read: (answer: OpenAnswer) => Promise<Value>,
    callOptions?: CallOptions,
  ): Promise<Value> {
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
