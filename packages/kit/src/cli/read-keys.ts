import { type Authenticate, admitEveryone, admitKeys, admitVendorKey } from '../auth/authenticate.ts'
import { type OwnKey, ownKey } from '../auth/first-key.ts'
import { followKeyFile, readKeyFile } from '../auth/key-file.ts'
import { type KeyRecord, parseKeyLine } from '../auth/key-line.ts'
import type { HttpSettings } from '../doors/http/settings.ts'
import type { Logger } from '../log.ts'
import type { Terminal } from './exit.ts'

export type AuthResult =
  | { readonly ok: true; readonly authenticate: Authenticate; readonly own?: OwnKey }
  | { readonly ok: false; readonly faults: readonly string[] }

/** Builds the authentication that the settings ask for; a key of our own is made only when no other is set. */
export async function readAuth(
  settings: HttpSettings,
  { env }: Terminal,
  log: Logger,
  scope: AsyncDisposableStack,
): Promise<AuthResult> {
  if (settings.auth === 'passthrough') return { ok: true, authenticate: admitVendorKey }
  if (settings.auth === 'none') {
    const loopback = ['127.0.0.1', '::1', 'localhost'].includes(settings.host)
    return loopback
      ? { ok: true, authenticate: admitEveryone }
      : { ok: false, faults: [`--auth none is for loopback only; ${settings.host} can be reached by others`] }
  }
  const given = recordsOf(settings.keys ?? [])
  if (settings.keysFile !== undefined) {
    const file = await readKeyFile(settings.keysFile)
    if (!file.ok) return file
    const followed = followKeyFile(settings.keysFile, file.records, log, scope)
    return { ok: true, authenticate: admitKeys(() => [...given, ...followed()]) }
  }
  if (given.length > 0) return { ok: true, authenticate: admitKeys(() => given) }
  const own = await ownKey(env)
  const records = recordsOf([own.key])
  return { ok: true, authenticate: admitKeys(() => records), own }
}

function recordsOf(keys: readonly string[]): KeyRecord[] {
  return keys.flatMap((key) => {
    const parsed = parseKeyLine(key)
    return parsed.ok ? [parsed.record] : []
  })
}
