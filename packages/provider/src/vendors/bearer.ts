import type { Headers } from '../retry.ts'

/** `Authorization: Bearer KEY`; a key pasted with its prefix or with blanks around it works too. */
export function bearer(key: string | undefined): Headers {
  const bare = key?.trim().replace(/^Bearer\s+/i, '')
  return bare ? { authorization: `Bearer ${bare}` } : {}
}
