import { randomUUID } from 'node:crypto'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server'
import type { Identity, Service } from '../../server/service.ts'
import { type Exchange, toAuthInfo } from './exchange.ts'
import type { HttpLimits } from './limits.ts'
import { refuse } from './reply.ts'
import { createSessionTable, type Session } from './sessions.ts'
import { sendResponse, toRequest } from './web.ts'

interface HttpSession extends Session {
  readonly transport: WebStandardStreamableHTTPServerTransport
  openRequests: number
}

/** 2025-era sessions (`--sessions`): state between requests, for clients that want one. */
export interface SessionDoor extends AsyncDisposable {
  readonly openCount: () => number
  readonly serve: (exchange: Exchange, signal: AbortSignal) => Promise<void>
}

const sessionNotFound = -32_001

export function createSessionDoor(createServer: Service['createServer'], limits: HttpLimits): SessionDoor {
  const table = createSessionTable<HttpSession>({
    perPrincipal: limits.sessionsPerPrincipal,
    total: limits.sessions,
    idleMs: limits.sessionIdleMs,
  })

  const open = async (identity: Identity): Promise<HttpSession> => {
    const server = await createServer(identity)
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => table.add(id, session),
      onsessionclosed: (id) => table.remove(id),
    })
    const session: HttpSession = {
      principal: identity.principal,
      transport,
      openRequests: 0,
      isBusy: () => session.openRequests > 0,
      close: () => server.close(),
    }
    await server.connect(transport)
    return session
  }

  return {
    openCount: () => table.size,
    serve: async ({ request, response, url, identity, body }, signal) => {
      const id = request.headers['mcp-session-id']
      if (id === undefined && !table.hasRoom(identity.principal)) {
        return refuse(response, 503, 'Too many open sessions; close some or retry later', { 'retry-after': '30' })
      }
      const session = id === undefined ? await open(identity) : table.find(String(id), identity.principal)
      if (session === undefined) return refuse(response, 404, 'Session not found', {}, sessionNotFound)
      session.openRequests += 1
      try {
        const answer = await session.transport.handleRequest(toRequest(request, url, signal), {
          authInfo: toAuthInfo(identity),
          ...(body === undefined ? {} : { parsedBody: body }),
        })
        await sendResponse(response, answer, signal)
      } finally {
        session.openRequests -= 1
      }
    },
    [Symbol.asyncDispose]: () => table[Symbol.asyncDispose](),
  }
}
