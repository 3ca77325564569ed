import type { Recency } from './engine.ts'

const day = 86_400_000
const windows: Readonly<Record<Recency, number>> = {
  oneDay: day,
  oneWeek: 7 * day,
  oneMonth: 31 * day,
  oneYear: 366 * day,
  noLimit: Number.POSITIVE_INFINITY,
}

/** The beginning of a recency filter's window; `undefined` for `noLimit`. */
export function since(recency: Recency, now: number = Date.now()): Date | undefined {
  return recency === 'noLimit' ? undefined : new Date(now - windows[recency])
}

/** The window in the word that several engines use for it. */
export const windowNames: Readonly<Record<Recency, string | undefined>> = {
  oneDay: 'day',
  oneWeek: 'week',
  oneMonth: 'month',
  oneYear: 'year',
  noLimit: undefined,
}

/** A date in whatever form an engine gives it, as `YYYY-MM-DD` in UTC; empty when it is none. */
export function readDate(value: unknown, now: number = Date.now()): string {
  const time =
    typeof value === 'number' ? fromEpoch(value) : typeof value === 'string' ? fromText(value, now) : Number.NaN
  const plausible = time > Date.UTC(1970, 0, 2) && time < now + 2 * day
  return plausible ? isoDay(time) : ''
}

export function isoDay(time: number | Date): string {
  return new Date(time).toISOString().slice(0, 10)
}

function fromEpoch(value: number): number {
  // Above a hundred billion it counts milliseconds.
  return value > 1e11 ? value : value * 1000
}

const units: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day,
  week: 7 * day,
  month: 30 * day,
  year: 365 * day,
}

function fromText(value: string, now: number): number {
  const text = value.trim()
  const ago = /^(\d+|an?) (minute|hour|day|week|month|year)s? ago$/i.exec(text)
  if (ago?.[1] !== undefined && ago[2] !== undefined) {
    return now - (Number.parseInt(ago[1], 10) || 1) * (units[ago[2].toLowerCase()] ?? 0)
  }
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日|\b)/.exec(text)
  if (parts !== null && !text.includes('T')) return Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]))
  // `Date.parse` makes dates of arbitrary small numbers: a year must stand there.
  return /\b(19|20)\d\d\b/.test(text) ? Date.parse(text) : Number.NaN
}
