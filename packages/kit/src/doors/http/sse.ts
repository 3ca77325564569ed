import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Identity, Service } from '../../server/service.ts'
import type { HttpLimits } from './limits.ts'
import { refuse } from './reply.ts'
import { createSessionTable, type Session } from './sessions.ts'

/** Proxies close a stream that is silent for a minute. */
const keepAliveMs = 15_000
/** A client that reads nothing is let go once so much waits for it, bytes. */
const unreadBytes = 16 * 1024 * 1024

interface SseSession extends Session {
  readonly receive: (request: IncomingMessage, response: ServerResponse, body: unknown) => Promise<void>
  /** Opened by a query key: its message address is then a capability (DESIGN section 3). */
  readonly byQuery: boolean
}

/** Legacy HTTP+SSE (2024-11-05) of one endpoint: `GET …/sse` and `POST …/messages`. */
export interface SseDoor extends AsyncDisposable {
  readonly openCount: () => number
  readonly open: (response: ServerResponse, identity: Identity, byQuery: boolean) => Promise<void>
  /** `identity` is undefined when the POST came without a key. */
  readonly receive: (
    exchange: { request: IncomingMessage; response: ServerResponse; url: URL; body: unknown },
    identity: Identity | undefined,
  ) => Promise<void>
}

export function createSseDoor(base: string, createServer: Service['createServer'], limits: HttpLimits): SseDoor {
  const table = createSessionTable<SseSession>({
    perPrincipal: limits.sessionsPerPrincipal,
    total: limits.sessions,
    idleMs: undefined,
  })
  return {
    openCount: () => table.size,
    open: async (response, identity, byQuery) => {
      // Only the first generation of the SDK serves this transport; its hundred modules load when somebody asks.
      const { SSEServerTransport } = await import('@modelcontextprotocol/sdk/server/sse.js')
      const server = await createServer(identity)
      // Who left while these were awaited is told to nobody again, and would be held for ever.
      if (response.closed) return await server.close()
      if (!table.hasRoom(identity.principal)) {
        return refuse(response, 503, 'Too many open streams; close some or retry later', { 'retry-after': '30' })
      }
      const transport = new SSEServerTransport(`${base}/messages`, response)
      response.setHeader('x-accel-buffering', 'no')
      table.add(transport.sessionId, {
        principal: identity.principal,
        byQuery,
        isBusy: () => true,
        close: () => server.close(),
        receive: (request, reply, body) => transport.handlePostMessage(request, reply, body),
      })
      const keepAlive = setInterval(() => {
        if (response.writableLength > unreadBytes) response.destroy()
        else response.write(': keep-alive\n\n')
      }, keepAliveMs)
      response.once('close', () => {
        clearInterval(keepAlive)
        table.remove(transport.sessionId)
      })
      await server.connect(transport)
    },
    receive: async ({ request, response, url, body }, identity) => {
      const id = url.searchParams.get('sessionId') ?? ''
      const byCapability = identity === undefined ? table.findByCapability(id) : undefined
      if (identity === undefined && byCapability?.byQuery !== true) {
        return refuse(response, 401, 'Unauthorized', { 'www-authenticate': 'Bearer' })
      }
      const session = identity === undefined ? byCapability : table.find(id, identity.principal)
      if (session === undefined) return refuse(response, 404, 'Session not found', {}, -32_001)
      await session.receive(request, response, body)
    },
    [Symbol.asyncDispose]: () => table[Symbol.asyncDispose](),
  }
}
