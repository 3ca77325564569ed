import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Authenticate } from '../../auth/authenticate.ts'
import { cameByQuery, credentialOf } from '../../auth/credential.ts'
import type { Logger } from '../../log.ts'
import type { Identity } from '../../server/service.ts'
import type { HostPolicy } from './host-policy.ts'
import type { HttpLimits } from './limits.ts'
import type { Peer, ReadPeer } from './peer.ts'
import { createRefusedKeys } from './refused-keys.ts'
import { refuse } from './reply.ts'
import type { Route } from './route.ts'

export interface GateOptions {
  readonly authenticate: Authenticate
  readonly hosts: HostPolicy
  readonly peerOf: ReadPeer
  readonly limits: HttpLimits
  readonly log: Logger
}

/** A request that may pass. */
export interface Admitted {
  /** Undefined only for a message post without a key, which its stream's address may still admit. */
  readonly identity: Identity | undefined
  readonly byQuery: boolean
  readonly peer: Peer
}

/** Host, Origin, key and concurrency of a request; each step answers what may not pass. */
export interface Gate {
  /** By Host and Origin alone: what a page of another site may not see even where no key is needed. */
  readonly receive: (request: IncomingMessage, response: ServerResponse) => Peer | undefined
  readonly admit: (
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    door: Route['door'] | 'operator',
  ) => Admitted | undefined
}

export function createGate({ authenticate, hosts, peerOf, limits, log }: GateOptions): Gate {
  const open = new Map<string, number>()
  const refused = createRefusedKeys(limits.refusedKeysPerMinute)

  const receive: Gate['receive'] = (request, response) => {
    // One name only (RFC 9112, 3.2): a proxy before us may have gone by the other.
    if (hostCount(request.rawHeaders) !== 1) {
      refuse(response, 400, 'Bad Request: one Host header is needed', { connection: 'close' })
      return undefined
    }
    const peer = peerOf(request)
    if (hosts.allowsHost(peer.host) && hosts.allowsOrigin(request.headers.origin)) return peer
    refuse(response, 403, 'Forbidden: this Host or Origin is not allowed; see --server-names')
    return undefined
  }
  const refuseKey = (response: ServerResponse, { address }: Peer): void => {
    const waitMs = refused.count(address)
    if (waitMs === undefined) {
      log.info('key-refused', { address })
      refuse(response, 401, 'Unauthorized: send a valid key', { 'www-authenticate': 'Bearer' })
    } else {
      const wait = { 'retry-after': String(Math.ceil(waitMs / 1000)) }
      refuse(response, 429, 'Too many refused keys from this address', wait)
    }
  }

  return {
    receive,
    admit: (request, response, url, door) => {
      const peer = receive(request, response)
      if (peer === undefined) return undefined
      const credential = credentialOf(request, url.searchParams)
      const identity = authenticate(credential)
      if (identity === undefined && !(door === 'messages' && credential === undefined)) {
        refuseKey(response, peer)
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
      return { identity, byQuery: cameByQuery(request, url.searchParams), peer }
    },
  }
}

function hostCount(rawHeaders: readonly string[]): number {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.toLowerCase() === 'host') count += 1
  return count
}

function release(counts: Map<string, number>, key: string): void {
  const left = (counts.get(key) ?? 1) - 1
  if (left === 0) counts.delete(key)
  else counts.set(key, left)
}
