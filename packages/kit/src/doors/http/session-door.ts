import { randomUUID } from 'node:crypto'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server'
import type { Identity, Service } from '../../server/service.ts'
import { type Exchange, toAuthInfo } from './exchange.ts'
import type { HttpLimits } from './limits.ts'
import { refuse } from './reply.ts'
import type { SessionDirectory } from './session-directory.ts'
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
/** The directory hears of sessions with an open stream several times in an idle period. */
const beats = 3

export function createSessionDoor(
  createServer: Service['createServer'],
  directory: SessionDirectory,
  limits: HttpLimits,
): SessionDoor {
  const table = createSessionTable<HttpSession>({
    perPrincipal: limits.sessionsPerPrincipal,
    total: limits.sessions,
    idleMs: limits.sessionIdleMs,
  })
  const beat = setInterval(() => {
    for (const id of table.busy()) void directory.find(id)
  }, limits.sessionIdleMs / beats)
  beat.unref()

  /** A session that the next `initialize` message will open under `id`. */
  const make = async (id: string, identity: Identity, onOpen: () => Promise<void>): Promise<HttpSession> => {
    const server = await createServer(identity)
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => id,
      onsessioninitialized: async () => {
        table.add(id, session)
        await onOpen()
      },
      onsessionclosed: async () => {
        table.remove(id)
        await directory.remove(id)
      },
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

  const open = (identity: Identity, initialize: unknown): Promise<HttpSession> => {
    const id = randomUUID()
    return make(id, identity, () => directory.note(id, { principal: identity.principal, initialize }))
  }

  /** Opens a session of another gateway here: its `initialize` is all there is to it, and is said again. */
  const adopt = async (id: string, initialize: unknown, identity: Identity): Promise<HttpSession> => {
    const session = await make(id, identity, async () => {})
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
    const request = new Request('http://localhost/mcp', { method: 'POST', headers })
    const answer = await session.transport.handleRequest(request, {
      authInfo: toAuthInfo(identity),
      parsedBody: initialize,
    })
    await answer.text()
    return session
  }
  const adopting = new Map<string, Promise<HttpSession>>()

  const find = async (id: string, identity: Identity): Promise<HttpSession | undefined> => {
    const known = await directory.find(id)
    const here = table.find(id, identity.principal)
    if (known === 'lost') return here
    if (known?.principal !== identity.principal) {
      // Closed at another gateway, or forgotten.
      if (here !== undefined) table.remove(id)
      await here?.close()
      return undefined
    }
    // Two requests at once are for one session, and neither comes before its `initialize` was answered.
    const opening = adopting.get(id)
    if (opening !== undefined || here !== undefined) return opening ?? here
    if (!table.hasRoom(identity.principal)) return undefined
    const adopted = adopt(id, known.initialize, identity).finally(() => adopting.delete(id))
    adopting.set(id, adopted)
    return await adopted
  }

  return {
    openCount: () => table.size,
    serve: async ({ request, response, url, identity, body }, signal) => {
      const id = request.headers['mcp-session-id']
      if (id === undefined && !table.hasRoom(identity.principal)) {
        return refuse(response, 503, 'Too many open sessions; close some or retry later', { 'retry-after': '30' })
      }
      const session = id === undefined ? await open(identity, body) : await find(String(id), identity)
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
    [Symbol.asyncDispose]: async () => {
      clearInterval(beat)
      await table[Symbol.asyncDispose]()
    },
  }
}
