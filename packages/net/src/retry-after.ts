/** Longest time a host is left alone, milliseconds; servers do answer with a year. */
const longest = 3_600_000

/** The wait a Retry-After value asks for, in milliseconds: seconds or an HTTP date (RFC 9110 section 10.2.3). */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  const seconds = /^\s*\d+\s*$/.test(value)
  // Date.parse reads nearly anything with a number in it; an HTTP date begins with the day's name.
  if (!seconds && !/^\s*[A-Z][a-z]{2}/.test(value)) return undefined
  const wait = seconds ? Number(value) * 1000 : Date.parse(value) - now
  if (Number.isNaN(wait)) return undefined
  return Math.min(Math.max(wait, 0), longest)
}
