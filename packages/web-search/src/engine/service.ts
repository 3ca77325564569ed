import {
  type Answer,
  type CallOptions,
  type CodeTable,
  createHttp,
  findStatement,
  type Network,
  type ProviderError,
  providerError,
} from '@sensorium/provider'
import type { SearchOptions } from './engine.ts'
import type { Pace } from './pace.ts'

/** What every call to a search engine shares. */
export const callPolicy = {
  limits: { connectMs: 5000, maxBytes: 8 * 1024 * 1024 },
  // The next engine is the retry: nobody waits here for one that failed.
  retry: { attempts: 1 },
} as const

export interface ServiceOptions {
  /** Said first in errors. */
  readonly name: string
  readonly network: Network
  readonly headers?: Readonly<Record<string, string>>
  /** Never shown in an error. */
  readonly key?: string
  readonly pace?: Pace
  /** Calls at once. */
  readonly concurrency?: number
  /** What the service's codes, or HTTP statuses, mean. */
  readonly codes?: CodeTable
  /** Replaces the reading of failures altogether. */
  readonly judge?: (answer: Answer) => ProviderError | undefined
}

/** Parameters of an address; what is undefined is not sent. */
export type Params = Readonly<Record<string, string | number | undefined>>

/** One search service over HTTP, at the pace that it allows. Throws ProviderErrors only. */
export interface Service {
  readonly json: (url: string, call: { params?: Params; json?: unknown }, options: SearchOptions) => Promise<unknown>
  readonly text: (url: string, call: { params?: Params }, options: SearchOptions) => Promise<string>
}

export function createService(service: ServiceOptions): Service {
  const { name, pace, key } = service
  const http = createHttp({
    vendor: name,
    network: service.network,
    headers: service.headers ?? {},
    secrets: key === undefined ? [] : [key],
    concurrency: service.concurrency ?? 8,
    judge: service.judge ?? ((answer) => judge(answer, service.codes)),
    ...callPolicy,
  })

  /** Waits for a turn; what is left of the time is the call's. */
  const turn = async ({ signal, timeoutMs }: SearchOptions): Promise<CallOptions> => {
    const begun = performance.now()
    await pace?.turn(timeoutMs, signal)
    return { signal, limits: { totalMs: Math.max(1, Math.round(timeoutMs - (performance.now() - begun))) } }
  }
  return {
    json: async (url, { params, json }, options) =>
      http.json({ url: withParams(url, params), json }, await turn(options)),
    text: async (url, { params }, options) => http.text({ url: withParams(url, params) }, await turn(options)),
  }
}

/** An address below a base, whether or not that ends with a slash. */
export function below(baseUrl: string, path: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/${path}`
}

/** A faulty address goes through as it is: the client names it in its error. */
function withParams(address: string, params: Params = {}): URL | string {
  const url = URL.parse(address)
  if (url === null) return address
  for (const [key, value] of Object.entries(params)) if (value !== undefined) url.searchParams.set(key, String(value))
  return url
}

/** A failure wherever the service put it; its code decides before the HTTP status does. */
function judge(answer: Answer, codes: CodeTable = {}): ProviderError | undefined {
  const good = answer.status >= 200 && answer.status < 300
  const said = findStatement(answer.body, good)
  if (said === undefined && good) return undefined
  const code = [said?.code, String(answer.status)].find((one) => one !== undefined && Object.hasOwn(codes, one))
  return providerError(answer, code === undefined ? said : { ...said, code }, codes)
}
