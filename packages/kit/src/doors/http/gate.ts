import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Authenticate } from '../../auth/authenticate.ts'
import { cameByQuery, credentialOf } from '../../auth/credential.ts'
import type { Identity } from '../../server/service.ts'
import type { HostPolicy } from './host-policy.ts'
import type { HttpLimits } from './limits.ts'
import { refuse } from './reply.ts'
import type { Route } from './route.ts'

export interface GateOptions {
  readonly authenticate: Authenticate
  readonly hosts: HostPolicy
  readonly limits: HttpLimits
}

/** A request that may pass. */
export interface Admitted {
  /** Undefined only for a message post without a key, which its stream's address may still admit. */
  readonly identity: Identity | undefined
  readonly byQuery: boolean
}

/** Host, Origin, key and concurrency of a request; answers what may not pass. */
export interface Gate {
  readonly admit: (
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    door: Route['door'] | 'operator',
  ) => Admitted | undefined
}

export function createGate({ authenticate, hosts, limits }: GateOptions): Gate {
  const open = new Map<string, number>()
  return {
    admit: (request, response, url, door) => {
      if (!hosts.allowsHost(request.headers.host) || !hosts.allowsOrigin(request.headers.origin)) {
        refuse(response, 403, 'Forbidden: this Host or Origin is not allowed; see --server-names')
        return undefined
      }
      const credential = credentialOf(request, url.searchParams)
      const identity = authenticate(credential)
      if (identity === undefined && !(door === 'messages' && credential === undefined)) {
        refuse(response, 401, 'Unauthorized: send a valid key', { 'www-authenticate': 'Bearer' })
        return undefined
      }
      const principal = identity?.principal ?? 'capability'
      const count = open.get(principal) ?? 0
      // Long-lived GET streams have bounds of their own, as sessions.
      if (request.method === 'POST') {
        if (count >= (identity?.grant?.concurrent ?? limits.concurrentPerPrincipal)) {
          refuse(response, 429, 'Too many requests at once for this key', { 'retry-after': '1' })
          return undefined
        }
        open.set(principal, count + 1)
        response.once('close', () => release(open, principal))
      }
      return { identity, byQuery: cameByQuery(request, url.searchParams) }
    },
  }
}

function release(counts: Map<string, number>, key: string): void {
  const left = (counts.get(key) ?? 1) - 1
  if (left === 0) counts.delete(key)
  else counts.set(key, left)
}
