import { createHash, timingSafeEqual } from 'node:crypto'
import { rememberSecret } from '../redact.ts'
import type { Identity } from '../server/service.ts'

/** Tells who a credential belongs to; undefined when nobody: the door answers 401 without saying why. */
export type Authenticate = (credential: string | undefined) => Identity | undefined

/** `--auth none`: everybody is one principal; the caller must have bound to loopback. */
export const admitEveryone: Authenticate = () => ({ principal: 'anonymous', local: false })

/**
 * `--auth passthrough`: the caller's key is the vendor's key, as with the hosted servers; nothing is stored, and the
 * vendor is the one to refuse it.
 */
export const admitVendorKey: Authenticate = (credential) => {
  if (credential === undefined) return undefined
  rememberSecret(credential)
  return { principal: principalOf(digest(credential)), local: false, vendorKey: credential }
}

/** `--auth keys`: compares hashes in constant time, all of them, so that neither key nor position leaks. */
export function admitKeys(keys: readonly string[]): Authenticate {
  const digests = keys.map((key) => {
    rememberSecret(key)
    return digest(key)
  })
  return (credential) => {
    const given = digest(credential ?? '')
    const matching = digests.filter((known) => timingSafeEqual(known, given))
    return credential === undefined || matching.length === 0
      ? undefined
      : { principal: principalOf(given), local: false }
  }
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

/** Enough of the hash to tell callers apart in logs and sessions, too little to be of use against a key. */
function principalOf(keyDigest: Buffer): string {
  return `key-${keyDigest.toString('hex').slice(0, 12)}`
}
