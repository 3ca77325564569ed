import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AuthInfo } from '@modelcontextprotocol/server'
import type { Identity } from '../../server/service.ts'
import type { Peer } from './peer.ts'

/** One HTTP request that has passed the gate: authenticated, its body read and parsed. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly identity: Identity
  readonly peer: Peer
  /** The parsed JSON body of a POST; undefined for other methods. */
  readonly body: unknown
}

/** The identity in the form that the SDK hands through; it never holds the caller's own key (DESIGN section 4). */
export function toAuthInfo(identity: Identity): AuthInfo {
  return { token: '', clientId: identity.principal, scopes: [], extra: { identity } }
}

/** @throws Error when a request reached a server around the gate: a fault of ours, answered 500 */
export function toIdentity(authInfo: AuthInfo | undefined): Identity {
  const identity = authInfo?.extra?.['identity']
  if (identity === undefined) throw new Error('a request without identity')
  return identity as Identity
}

/** Aborts when the client goes away before its answer is complete. */
export function abortOnClose(response: ServerResponse): AbortController {
  const abort = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) abort.abort()
  })
  return abort
}
