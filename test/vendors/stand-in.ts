import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { json, play, type Reply, type Scenario } from './scenario.ts'

/** One request as the stand-in received it. */
export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
}

export interface RouteContext {
  /** Text of the next chat answer, when a test has set one. */
  readonly answer: () => string | undefined
  /** What the route remembers between calls (asynchronous tasks). */
  readonly memory: Map<string, number>
}

export type Route = (request: Received, context: RouteContext) => Reply

/** A vendor's server as data: `METHOD /path` to route (a trailing `*` matches any rest), and how it words an error. */
export interface StandInVendor {
  readonly routes: Readonly<Record<string, Route>>
  readonly error: (status: number, code: string | number, message: string) => Reply
  /** The vendor's answer to a wrong key. */
  readonly unauthorized: Reply
}

/** A vendor's server on loopback. */
export interface StandIn extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, without a path. */
  readonly url: string
  readonly requests: readonly Received[]
  /** Queues what happens to the next requests, one each. */
  readonly next: (...scenarios: readonly Scenario[]) => void
  /** Queues the texts of the next chat answers. */
  readonly answer: (...texts: readonly string[]) => void
  readonly close: () => Promise<void>
}

/**
 * Starts a stand-in on a free port, or on `port`. Requests without `Authorization: Bearer <key>` are refused. From another
 * process, `POST /_next` with a JSON list of scenarios does what `next` does.
 */
export async function startStandIn(
  vendor: StandInVendor,
  { key = 'standin-key-0123456789', port = 0 }: { readonly key?: string; readonly port?: number } = {},
): Promise<StandIn> {
  const requests: Received[] = []
  const scenarios: Scenario[] = []
  const answers: string[] = []
  const context: RouteContext = { answer: () => answers.shift(), memory: new Map() }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const received = await receive(request)
    if (received === undefined) return
    if (received.path === '/_next') {
      scenarios.push(...(received.body as Scenario[]))
      return play(json({ queued: scenarios.length }), {}, response)
    }
    requests.push(received)
    const scenario = scenarios.shift() ?? {}
    const reply =
      scenario.status !== undefined && scenario.status !== 200
        ? vendor.error(scenario.status, scenario.code ?? scenario.status, scenario.message ?? 'as the scenario wants')
        : scenario.code !== undefined
          ? vendor.error(200, scenario.code, scenario.message ?? 'as the scenario wants')
          : route(vendor, received, key, context)
    await play(reply, scenario, response)
  }
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const close = (): Promise<void> => stop(server)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    next: (...more) => void scenarios.push(...more),
    answer: (...texts) => void answers.push(...texts),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function route(vendor: StandInVendor, request: Received, key: string, context: RouteContext): Reply {
  const { authorization } = request.headers
  if (authorization !== `Bearer ${key}` && authorization !== `Bearer ${key}-plan`) return vendor.unauthorized
  const wanted = `${request.method} ${request.path}`
  const found =
    vendor.routes[wanted] ??
    Object.entries(vendor.routes).find(([path]) => path.endsWith('*') && wanted.startsWith(path.slice(0, -1)))?.[1]
  return found?.(request, context) ?? vendor.error(404, 404, `no such path: ${request.path}`)
}

async function receive(request: IncomingMessage): Promise<Received | undefined> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer)
  } catch {
    return undefined
  }
  const text = Buffer.concat(chunks).toString()
  const path = (request.url ?? '/').replace(/\?.*/, '')
  return { method: request.method ?? 'GET', path, headers: request.headers, body: text === '' ? null : parse(text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
