import { createGateway } from './doors/http/gateway.ts'
import { createHostPolicy } from './doors/http/host-policy.ts'
import { defaultLimits } from './doors/http/limits.ts'
import { listen } from './doors/http/listen.ts'
import { createPeerReader } from './doors/http/peer.ts'
import { refuse } from './doors/http/reply.ts'
import { createTrustedProxies } from './doors/http/trusted-proxies.ts'
import { createLogger } from './log.ts'
import { createActiveCalls } from './server/active-calls.ts'
import { createService, type Service } from './server/service.ts'
import { createToolTable, type OpenToolset } from './server/tool-table.ts'
import { createMemoryStore } from './store/memory.ts'

export type { Identity, Service } from './server/service.ts'

/** A gateway on a free loopback port that lets everybody in. */
export interface OpenGateway extends AsyncDisposable {
  /** Of its streamable HTTP endpoint. */
  readonly url: string
}

/**
 * Puts the HTTP doors before a toolset whose service is `extended`: so the doors are tried with what a protocol server
 * can do and ours do not — resources, prompts, questions to the client.
 */
export async function serveExtended(open: OpenToolset, extend: (service: Service) => Service): Promise<OpenGateway> {
  const log = createLogger('silent')
  const calls = createActiveCalls()
  const store = createMemoryStore()
  const service = createService({ face: open.toolset, table: createToolTable([open]), log, calls })
  const gateway = createGateway({
    endpoints: [{ base: '', service: extend(service) }],
    authenticate: () => ({ principal: 'anyone', local: false }),
    hosts: createHostPolicy('127.0.0.1', []),
    limits: defaultLimits,
    sessions: true,
    calls,
    store,
    peerOf: createPeerReader(createTrustedProxies([])),
    operator: async (_path, _url, _identity, response) => refuse(response, 404, 'Not found'),
    page: (_request, response) => refuse(response, 404, 'Not found'),
    log,
  })
  const { url, shutDown } = await listen(gateway, '127.0.0.1', 0, defaultLimits)
  return {
    url: `${url}/mcp`,
    [Symbol.asyncDispose]: async () => {
      await shutDown()
      await store[Symbol.asyncDispose]()
    },
  }
}
