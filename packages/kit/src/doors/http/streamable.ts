import { createMcpHandler, isInitializeRequest } from '@modelcontextprotocol/server'
import type { Logger } from '../../log.ts'
import type { Service } from '../../server/service.ts'
import { answerDirectly } from './direct-answer.ts'
import { abortOnClose, type Exchange, toAuthInfo, toIdentity } from './exchange.ts'
import { createInFlight } from './in-flight.ts'
import { plainCall } from './plain-call.ts'
import type { SessionDoor } from './session-door.ts'
import { sendResponse, toRequest } from './web.ts'

/** Serves one endpoint's `/mcp`. */
export interface StreamableDoor {
  readonly serve: (exchange: Exchange) => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Streamable HTTP: 2026-07-28 and the 2025 revisions without sessions on one endpoint, and 2025 sessions where
 * `sessions` is given. A fresh server answers each stateless request.
 */
export function createStreamableDoor(service: Service, sessions: SessionDoor | undefined, log: Logger): StreamableDoor {
  const handler = createMcpHandler(({ authInfo }) => service.createServer(toIdentity(authInfo)), {
    onerror: (error) => log.debug('protocol-error', { error }),
  })
  const inFlight = createInFlight()

  return {
    serve: async (exchange) => {
      const { request, response, url, identity, peer, body } = exchange
      const abort = abortOnClose(response)
      const client = `${identity.principal} ${peer.address} ${request.headers['user-agent']}`
      if (sessions !== undefined && (request.headers['mcp-session-id'] !== undefined || isInitializeRequest(body))) {
        return sessions.serve(exchange, abort.signal)
      }
      using _call = inFlight.track(client, body, abort)
      inFlight.cancel(client, body)
      const plain = plainCall(request.headers, body)
      if (plain !== undefined && service.hasTool(plain.name, identity)) {
        return await answerDirectly(service, plain, identity, response, abort.signal)
      }
      const answer = await handler.fetch(toRequest(request, url, abort.signal), {
        authInfo: toAuthInfo(identity),
        ...(body === undefined ? {} : { parsedBody: body }),
      })
      await sendResponse(response, answer, abort.signal)
    },
    close: () => handler.close(),
  }
}
