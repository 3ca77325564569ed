import type { Headers } from './exchange.ts'

/** Request headers that say nothing about who asks; every other may be a credential. */
const harmless: ReadonlySet<string> = new Set(['accept', 'accept-encoding', 'accept-language', 'user-agent'])

/** Whether a request header may follow a redirect to another origin, and its response be stored for all. */
export function isHarmless(name: string): boolean {
  return harmless.has(name)
}

/** Header fields as one string each; repeated ones joined with a comma (RFC 9110 section 5.3). */
export function flatten(raw: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const entries = Object.entries(raw).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  )
  return Object.fromEntries(entries)
}
