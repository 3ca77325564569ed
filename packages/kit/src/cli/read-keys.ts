import { readFile } from 'node:fs/promises'
import { type Authenticate, admitEveryone, admitKeys, admitVendorKey } from '../auth/authenticate.ts'
import { type OwnKey, ownKey } from '../auth/first-key.ts'
import type { HttpSettings } from '../doors/http/settings.ts'
import type { Terminal } from './exit.ts'

export type AuthResult =
  | { readonly ok: true; readonly authenticate: Authenticate; readonly own?: OwnKey }
  | { readonly ok: false; readonly faults: readonly string[] }

/** Builds the authentication that the settings ask for; a key of our own is made only when no other is set. */
export async function readAuth(settings: HttpSettings, { env }: Terminal): Promise<AuthResult> {
  if (settings.auth === 'passthrough') return { ok: true, authenticate: admitVendorKey }
  if (settings.auth === 'none') {
    const loopback = ['127.0.0.1', '::1', 'localhost'].includes(settings.host)
    return loopback
      ? { ok: true, authenticate: admitEveryone }
      : { ok: false, faults: [`--auth none is for loopback only; ${settings.host} can be reached by others`] }
  }
  const keys = [...(settings.keys ?? [])]
  if (settings.keysFile !== undefined) {
    const file = await readKeysFile(settings.keysFile)
    if (!file.ok) return file
    keys.push(...file.keys)
  }
  if (keys.length > 0) return { ok: true, authenticate: admitKeys(keys) }
  const own = await ownKey(env)
  return { ok: true, authenticate: admitKeys([own.key]), own }
}

async function readKeysFile(
  path: string,
): Promise<{ ok: true; keys: string[] } | { ok: false; faults: readonly string[] }> {
  let content: string
  try {
    content = await readFile(path, 'utf8')
  } catch (error) {
    return { ok: false, faults: [`--keys-file: cannot read ${path} (${(error as NodeJS.ErrnoException).code})`] }
  }
  const keys = content
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '')
  if (keys.length === 0) return { ok: false, faults: [`--keys-file: ${path} holds no key`] }
  const short = keys.findIndex((key) => key.length < 16)
  if (short >= 0)
    return { ok: false, faults: [`--keys-file: key ${short + 1} in ${path} has fewer than 16 characters`] }
  return { ok: true, keys }
}
