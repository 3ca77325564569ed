import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ActiveCalls } from '../../server/active-calls.ts'
import type { Service } from '../../server/service.ts'
import type { Store } from '../../store/store.ts'
import { createEndpoint, type EndpointDoors } from './endpoint.ts'
import { createGate, type GateOptions } from './gate.ts'
import type { HttpLimits } from './limits.ts'
import { type OperatorDoor, operatorPaths } from './operator.ts'
import type { StatusPage } from './page/page.ts'
import { refuse, sendJson } from './reply.ts'
import { routeOf } from './route.ts'

/** Time that finished results get to be written out before streams are closed, ms. */
const flushMs = 500

/** One set of tools under one path prefix. */
export interface Endpoint {
  /** Empty for `/mcp`, `/api/mcp/web_reader` for a single server. */
  readonly base: string
  readonly service: Service
}

export interface GatewayOptions extends GateOptions {
  readonly endpoints: readonly Endpoint[]
  readonly limits: HttpLimits
  /** Offer 2025-era sessions; stateless otherwise. */
  readonly sessions: boolean
  /** Where sessions are noted, so that gateways on one store know each other's. */
  readonly store: Store
  readonly calls: ActiveCalls
  readonly operator: OperatorDoor
  readonly page: StatusPage
}

/** The HTTP door as a request handler; `listen.ts` puts it on a socket. */
export interface Gateway extends AsyncDisposable {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** Sessions and streams open now. */
  readonly openSessions: () => number
  /** From now on new requests get 503; resolves when the calls in flight are answered. */
  readonly drain: () => Promise<void>
}

export function createGateway(options: GatewayOptions): Gateway {
  const scope = new AsyncDisposableStack()
  const endpoints = new Map<string, EndpointDoors>(
    options.endpoints.map((endpoint) => [endpoint.base, scope.use(createEndpoint(endpoint, options))]),
  )
  const notFound = `Not found. Endpoints: ${[...endpoints.keys()].map((base) => `${base}/mcp and ${base}/sse`).join(', ')}`
  const gate = createGate(options)
  let draining = false

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // Appended, not resolved: what begins with `//`, or names a host of its own, must not choose how its path is read.
    const url = request.url?.startsWith('/') ? URL.parse(`http://localhost${request.url}`) : null
    if (url?.pathname === '/healthz') return sendJson(response, 200, { status: 'ok' })
    if (draining) return refuse(response, 503, 'Shutting down', { 'retry-after': '5', connection: 'close' })
    if (url?.pathname === '/readyz') return sendJson(response, 200, { status: 'ready' })
    if (url?.pathname === '/') {
      const peer = gate.receive(request, response)
      return peer === undefined ? undefined : options.page(request, response, peer)
    }
    const operatorPath = operatorPaths.find((path) => path === url?.pathname)
    if (url !== null && operatorPath !== undefined) {
      const admitted = gate.admit(request, response, url, 'operator')
      if (admitted !== undefined) await options.operator(operatorPath, url, admitted.identity, response)
      return
    }
    const route = url === null ? undefined : routeOf(url.pathname)
    const endpoint = route === undefined ? undefined : endpoints.get(route.base)
    if (url === null || route === undefined || endpoint === undefined) return refuse(response, 404, notFound)
    const admitted = gate.admit(request, response, url, route.door)
    if (admitted !== undefined) await endpoint.serve(route.door, { request, response, url }, admitted)
  }

  const answering = new Set<Promise<void>>()
  const answerSafely = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await answer(request, response)
    } catch (error) {
      options.log.error('http-failure', { error })
      if (response.headersSent) response.destroy()
      else refuse(response, 500, 'Internal server error')
    }
  }

  return {
    handle: async (request, response) => {
      const answered = answerSafely(request, response)
      answering.add(answered)
      await answered
      answering.delete(answered)
    },
    openSessions: () => [...endpoints.values()].reduce((sum, endpoint) => sum + endpoint.openSessions(), 0),
    drain: async () => {
      draining = true
      await options.calls.idle()
      // Results that are written now must reach the wire; streams that never end are not waited for.
      await Promise.race([Promise.all(answering), sleep(flushMs, undefined, { ref: false })])
    },
    [Symbol.asyncDispose]: () => scope.disposeAsync(),
  }
}
