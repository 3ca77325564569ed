import type { Headers } from '../retry.ts'

/** A key without the prefix and the blanks it was pasted with. */
export function bareKey(key: string | undefined): string {
  return key?.trim().replace(/^Bearer\s+/i, '') ?? ''
}

/** `Authorization: Bearer KEY`, or nothing where there is no key. */
export function bearer(key: string | undefined): Headers {
  const bare = bareKey(key)
  return bare ? { authorization: `Bearer ${bare}` } : {}
}
