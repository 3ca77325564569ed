import { timingSafeEqual } from 'node:crypto'
import { rememberSecret } from '../redact.ts'
import type { Identity } from '../server/service.ts'
import { anonymousName, digestOf, type KeyRecord } from './key-line.ts'

/** Tells who a credential belongs to; undefined when nobody: the door answers 401 without saying why. */
export type Authenticate = (credential: string | undefined) => Identity | undefined

/** `--auth none`: everybody is one principal; the caller must have bound to loopback. */
export const admitEveryone: Authenticate = () => ({
  principal: 'anonymous',
  local: false,
  grant: { operator: true },
})

/**
 * `--auth passthrough`: the caller's key is the vendor's key, as with the hosted servers; nothing is stored, and the
 * vendor is the one to refuse it.
 */
export const admitVendorKey: Authenticate = (credential) => {
  if (credential === undefined) return undefined
  rememberSecret(credential)
  return { principal: anonymousName(digestOf(credential)), local: false, vendorKey: credential }
}

/**
 * `--auth keys`: compares hashes in constant time, all of them, so that neither key nor position leaks.
 * `records` is asked at each request, so that keys change without a restart.
 */
export function admitKeys(records: () => readonly KeyRecord[]): Authenticate {
  return (credential) => {
    const given = digestOf(credential ?? '')
    const [match] = records().filter(({ digest }) => timingSafeEqual(digest, given))
    if (credential === undefined || match === undefined) return undefined
    return { principal: match.name, local: false, grant: match.grant }
  }
}
