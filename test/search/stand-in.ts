import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { json, play, type Reply, type Scenario } from '../vendors/scenario.ts'

/** One search request as the stand-in received it. */
export interface SearchRequest {
  readonly method: string
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
  /** Milliseconds since the stand-in started. */
  readonly at: number
}

/** One thing that a stand-in found; each engine words it in its own way. */
export interface Page {
  readonly title: string
  readonly url: string
  readonly text: string
  /** ISO 8601. */
  readonly date: string
}

/** A search engine's server as data. */
export interface SearchVendor {
  /** `METHOD /path`, a trailing `*` matching any rest. */
  readonly routes: Readonly<Record<string, (request: SearchRequest, pages: readonly Page[]) => Reply>>
  /** How it words a failure. */
  readonly error: (status: number, code: string, message: string) => Reply
  /** Refuses what its rules forbid; gets all requests so far, this one last. */
  readonly refuse?: (request: SearchRequest, earlier: readonly SearchRequest[], key: string) => Reply | undefined
  readonly gzip?: boolean
}

export interface SearchStandIn extends AsyncDisposable {
  readonly url: string
  readonly requests: readonly SearchRequest[]
  /** Queues what happens to the next requests, one each. */
  readonly next: (...scenarios: readonly Scenario[]) => void
  /** What it finds from now on, for every query. */
  readonly finds: (...pages: readonly Page[]) => void
  /** Does this to every request from now on that has no scenario of its own. */
  readonly always: (scenario: Scenario) => void
}

export const standInKey = 'standin-key-0123456789'

export async function startSearchStandIn(vendor: SearchVendor): Promise<SearchStandIn> {
  const requests: SearchRequest[] = []
  const scenarios: Scenario[] = []
  let standing: Scenario = {}
  let pages = examplePages
  const started = performance.now()

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await receive(incoming, performance.now() - started)
    requests.push(request)
    const scenario = scenarios.shift() ?? standing
    const failing = scenario.status !== undefined && scenario.status !== 200
    const reply = failing
      ? vendor.error(
          scenario.status,
          String(scenario.code ?? scenario.status),
          scenario.message ?? 'as the scenario wants',
        )
      : (vendor.refuse?.(request, requests.slice(0, -1), standInKey) ?? route(vendor, request, pages))
    await play(reply, { ...(vendor.gzip === true ? { gzip: true } : {}), ...scenario }, response)
  }
  const server = createServer((incoming, response) => void serve(incoming, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    next: (...more) => void scenarios.push(...more),
    finds: (...found) => {
      pages = found
    },
    always: (scenario) => {
      standing = scenario
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()

const thisWeek = daysAgo(2)

/** What a stand-in finds unless told otherwise: of this week, of this year, and older. */
export const examplePages: readonly Page[] = [
  {
    title: 'First page',
    url: 'https://example.org/first',
    text: 'What the first page says.',
    date: thisWeek,
  },
  {
    title: 'Second page',
    url: 'https://example.com/second',
    text: 'What the second says.',
    date: daysAgo(60),
  },
  { title: 'Third page', url: 'https://docs.example.org/third', text: 'And the third.', date: daysAgo(700) },
]

/** The day of the first of them. */
export const exampleDay = thisWeek.slice(0, 10)

export function manyPages(count: number): Page[] {
  return Array.from({ length: count }, (_, at) => ({
    title: `Page ${at + 1}`,
    url: `https://site${at + 1}.example/page`,
    text: `Text of page ${at + 1}. `.repeat(20),
    date: thisWeek,
  }))
}

/** Parameters of an address, strictly as documented: anything else is refused with what is wrong. */
export function checked<Shape extends z.ZodRawShape>(
  shape: Shape,
  refuse: (message: string) => Reply,
  answer: (
    params: z.output<z.ZodObject<Shape, z.core.$strict>>,
    request: SearchRequest,
    pages: readonly Page[],
  ) => Reply,
  source: 'params' | 'body' = 'params',
): (request: SearchRequest, pages: readonly Page[]) => Reply {
  const schema = z.strictObject(shape)
  return (request, pages) => {
    const read = schema.safeParse(request[source])
    return read.success ? answer(read.data, request, pages) : refuse(z.prettifyError(read.error))
  }
}

/** A whole number in an address. */
export const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most)

/** Services that want to know who calls: a name and a way to reach them. */
export function isContactable(request: SearchRequest): boolean {
  return /^[\w-]+\/[\d.]+ \(\+(https?:\/\/|\S+@)\S+\)$/.test(request.headers['user-agent'] ?? '')
}

/** True when more than `calls` requests came within the last `ms`, this one included. */
export function tooOften(
  request: SearchRequest,
  earlier: readonly SearchRequest[],
  calls: number,
  ms: number,
): boolean {
  return earlier.filter(({ at }) => request.at - at < ms).length >= calls
}

function route(vendor: SearchVendor, request: SearchRequest, pages: readonly Page[]): Reply {
  const wanted = `${request.method} ${request.path}`
  const found =
    vendor.routes[wanted] ??
    Object.entries(vendor.routes).find(([path]) => path.endsWith('*') && wanted.startsWith(path.slice(0, -1)))?.[1]
  return found?.(request, pages) ?? json({ message: `no such path: ${wanted}` }, 404)
}

async function receive(incoming: IncomingMessage, at: number): Promise<SearchRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  const url = new URL(incoming.url ?? '/', 'http://stand-in')
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    params: Object.fromEntries(url.searchParams),
    headers: incoming.headers,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
    at,
  }
}
