import { readJson } from './answer.ts'
import type { Endpoint, StreamEndpoint } from './endpoint.ts'
import { ProviderError } from './errors.ts'
import { jsonEvents } from './events.ts'
import { type Answer, type CodeTable, providerError } from './failure.ts'
import { type CallOptions, createHttp, type HttpOptions } from './http.ts'
import type { HttpRequest } from './request.ts'
import { findStatement } from './statement.ts'
import type { Vendor } from './vendor.ts'
import { bareKey } from './vendors/bearer.ts'
import { issueOf } from './zod-issue.ts'

export interface ClientOptions extends Pick<HttpOptions, 'limits' | 'retry' | 'concurrency' | 'network'> {
  readonly vendor: Vendor
  /** Never in an error; absent for local servers that want none. */
  readonly key?: string | undefined
  /** Replaces the vendor's base, e.g. for a gateway or a stand-in. */
  readonly baseUrl?: string | undefined
}

/** One vendor with one key. Every method throws ProviderErrors only. */
export interface Client {
  readonly vendor: Vendor
  readonly call: <Input, Output>(
    endpoint: Endpoint<Input, Output>,
    input: NoInfer<Input>,
    options?: CallOptions,
  ) => Promise<Output>
  /**
   * Items as they come; ending the iteration closes the socket. A stream that is cut ends with an error; an input that
   * is refused throws at once.
   */
  readonly stream: <Input, Item>(
    endpoint: StreamEndpoint<Input, Item>,
    input: NoInfer<Input>,
    options?: CallOptions,
  ) => AsyncGenerator<Item, void, void>
  /** Closes the connections, unless a network was given. */
  readonly close: () => Promise<void>
}

export function createClient(options: ClientOptions): Client {
  const { vendor, key } = options
  const { name } = vendor
  const baseUrl = (options.baseUrl ?? vendor.baseUrl).replace(/\/*$/, '/')
  const codes = vendor.codes(baseUrl)
  const http = createHttp({
    ...options,
    vendor: name,
    headers: vendor.headers(key),
    secrets: [bareKey(key)],
    judge: (answer) => judge(codes, answer),
  })

  /** The request of an endpoint, refused before sending where the vendor's documents do not allow it. */
  const compose = <Input>(endpoint: Omit<Endpoint<Input, never>, 'read'>, input: Input): HttpRequest => {
    const checked = endpoint.request.safeParse(input)
    if (!checked.success) {
      const { path, words } = issueOf(checked.error)
      throw new ProviderError('parameters', name, `${endpoint.name}: the request ${words}`, { field: path })
    }
    const path = typeof endpoint.path === 'string' ? endpoint.path : endpoint.path(checked.data)
    return {
      url: URL.parse(path, baseUrl)?.href ?? baseUrl,
      method: endpoint.method,
      headers: endpoint.headers ?? {},
      json: endpoint.method === 'GET' ? undefined : (endpoint.body?.(checked.data, vendor) ?? checked.data),
      repeatable: endpoint.repeatable ?? true,
    }
  }

  return {
    vendor,
    async call(endpoint, input, callOptions) {
      return http.call(
        compose(endpoint, input),
        async (answer) => endpoint.read(await readJson(name, answer), name),
        callOptions,
      )
    },
    stream(endpoint, input, callOptions) {
      return http.stream(
        compose(endpoint, input),
        (answer) => endpoint.decode(jsonEvents(name, answer), name),
        callOptions,
      )
    },
    close: http.close,
  }
}

/** A failure wherever the vendor put it. */
function judge(codes: CodeTable, answer: Answer): ProviderError | undefined {
  const good = answer.status >= 200 && answer.status < 300
  const statement = findStatement(answer.body, good)
  return statement === undefined && good ? undefined : providerError(answer, statement, codes)
}
