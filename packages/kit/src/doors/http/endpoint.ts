import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from '../../log.ts'
import type { Service } from '../../server/service.ts'
import type { Store } from '../../store/store.ts'
import { readJsonBody } from './body.ts'
import type { Admitted } from './gate.ts'
import type { HttpLimits } from './limits.ts'
import { refuse } from './reply.ts'
import type { Route } from './route.ts'
import { createSessionDirectory } from './session-directory.ts'
import { createSessionDoor } from './session-door.ts'
import { createSseDoor } from './sse.ts'
import { createStreamableDoor } from './streamable.ts'

/** The doors of one endpoint behind one call. */
export interface EndpointDoors extends AsyncDisposable {
  readonly openSessions: () => number
  readonly serve: (
    door: Route['door'],
    http: { request: IncomingMessage; response: ServerResponse; url: URL },
    admitted: Admitted,
  ) => Promise<void>
}

export function createEndpoint(
  { base, service }: { base: string; service: Service },
  { limits, sessions, store, log }: { limits: HttpLimits; sessions: boolean; store: Store; log: Logger },
): EndpointDoors {
  const scope = new AsyncDisposableStack()
  const sse = scope.use(createSseDoor(base, service.createServer, limits))
  const directory = createSessionDirectory(store, base, limits.sessionIdleMs, log)
  const sessionDoor = sessions ? scope.use(createSessionDoor(service.createServer, directory, limits)) : undefined
  const streamable = scope.adopt(createStreamableDoor(service, sessionDoor, log), (door) => door.close())

  return {
    openSessions: () => sse.openCount() + (sessionDoor?.openCount() ?? 0),
    serve: async (door, { request, response, url }, { identity, byQuery, peer }) => {
      if (door === 'sse' && request.method === 'GET' && identity !== undefined) {
        return sse.open(response, identity, byQuery)
      }
      if (door === 'messages' && request.method !== 'POST') {
        return refuse(response, 405, 'Method not allowed', { allow: 'POST' })
      }
      const body = request.method === 'POST' ? await readJsonBody(request, limits.bodyBytes) : undefined
      if (body?.ok === false) {
        // What was not read of a refused body would be taken for the next request of the connection.
        return refuse(response, body.status, body.message, { connection: 'close' }, body.code)
      }
      if (door === 'messages') return sse.receive({ request, response, url, body: body?.value }, identity)
      // Some clients post to …/sse first; they are served as on …/mcp.
      if (identity !== undefined) await streamable.serve({ request, response, url, identity, peer, body: body?.value })
    },
    [Symbol.asyncDispose]: () => scope.disposeAsync(),
  }
}
