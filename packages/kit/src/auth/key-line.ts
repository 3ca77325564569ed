import { hash } from 'node:crypto'
import type { Grant } from './grant.ts'

/** One key as a gateway knows it. */
export interface KeyRecord {
  /** Who it belongs to, in logs and usage. */
  readonly name: string
  /** SHA-256 of the key. */
  readonly digest: Buffer
  readonly grant: Grant
}

export type KeyLine = { readonly ok: true; readonly record: KeyRecord } | { readonly ok: false; readonly fault: string }

const leastKeyLength = 16
const toolQuota = 'per-day:'
const namePattern = /^[A-Za-z0-9][\w.@-]{0,63}$/

/**
 * Reads one line of a keys file: `KEY`, or `NAME sha256:HEX [servers=a,b] [per-minute=N] [per-day=N]
 * [per-day:TOOL=N]… [concurrent=N] [operator]`. The named form holds no key, only its hash.
 */
export function parseKeyLine(line: string): KeyLine {
  const [first = '', second, ...options] = line.split(/\s+/)
  if (second === undefined) {
    if (first.length < leastKeyLength) return { ok: false, fault: `has fewer than ${leastKeyLength} characters` }
    const digest = digestOf(first)
    // A key that was not made for somebody is its operator's own.
    return { ok: true, record: { name: anonymousName(digest), digest, grant: { operator: true } } }
  }
  const hex = /^sha256:([0-9a-f]{64})$/i.exec(second)?.[1]
  if (!namePattern.test(first))
    return { ok: false, fault: 'has a name with characters other than letters, digits, . _ @ -' }
  if (hex === undefined) return { ok: false, fault: 'has no sha256: and 64 hexadecimal digits after its name' }
  const grant = parseGrant(options)
  if (typeof grant === 'string') return { ok: false, fault: grant }
  return { ok: true, record: { name: first, digest: Buffer.from(hex, 'hex'), grant } }
}

/** The line that a keys file holds for a new key. */
export function formatKeyLine(name: string, key: string, grant: Grant): string {
  const options = [
    grant.servers === undefined ? '' : `servers=${grant.servers.join(',')}`,
    grant.perMinute === undefined ? '' : `per-minute=${grant.perMinute}`,
    grant.perDay === undefined ? '' : `per-day=${grant.perDay}`,
    ...Object.entries(grant.perDayOf ?? {}).map(([tool, calls]) => `${toolQuota}${tool}=${calls}`),
    grant.concurrent === undefined ? '' : `concurrent=${grant.concurrent}`,
    grant.operator === true ? 'operator' : '',
  ]
  return [name, `sha256:${digestOf(key).toString('hex')}`, ...options].filter((part) => part !== '').join(' ')
}

export function digestOf(key: string): Buffer {
  return hash('sha256', key, 'buffer')
}

/** Enough of the hash to tell callers apart in logs and sessions, too little to be of use against a key. */
export function anonymousName(digest: Buffer): string {
  return `key-${digest.toString('hex').slice(0, 12)}`
}

function parseGrant(options: readonly string[]): Grant | string {
  const grant: { -readonly [K in keyof Grant]: Grant[K] } = {}
  for (const option of options) {
    const [name, value] = option.split('=', 2)
    const number = Number(value)
    if (name === 'operator' && value === undefined) grant.operator = true
    else if (name === 'servers' && value) grant.servers = value.split(',').filter(Boolean)
    else if (value === undefined || !Number.isInteger(number) || number < 1)
      return `has an option ${option} that means nothing`
    else if (name?.startsWith(toolQuota)) grant.perDayOf = { ...grant.perDayOf, [name.slice(toolQuota.length)]: number }
    else if (name === 'per-minute') grant.perMinute = number
    else if (name === 'per-day') grant.perDay = number
    else if (name === 'concurrent') grant.concurrent = number
    else return `has an option ${option} that means nothing`
  }
  return grant
}
