import { expect, it } from 'vitest'
import { isoDay, readDate, since } from './dates.ts'

const now = Date.UTC(2026, 10, 22, 12)

it.each([
  ['2026-11-20', '2026-11-20'],
  ['2026-11-20T23:30:00Z', '2026-11-20'],
  ['2026-11-20T23:30:00', '2026-11-20'],
  ['2026-11-20 18:00:00', '2026-11-20'],
  ['2026/1/5', '2026-01-05'],
  ['2026年3月7日', '2026-03-07'],
  ['November 3, 2025', '2025-11-03'],
  ['Fri, 20 Nov 2026 10:00:00 GMT', '2026-11-20'],
  ['3 days ago', '2026-11-19'],
  ['an hour ago', '2026-11-22'],
  ['2 weeks ago', '2026-11-08'],
  [1_790_000_000, '2026-09-21'],
  [1_790_000_000_000, '2026-09-21'],
  ['', ''],
  ['yesterday-ish', ''],
  ['5', ''],
  ['2099-01-01', ''],
  [0, ''],
  [Number.NaN, ''],
  [null, ''],
  [{}, ''],
])('reads %j as %j', (value, day) => {
  expect(readDate(value, now)).toBe(day)
})

it('knows where a window begins', () => {
  expect(since('noLimit', now)).toBeUndefined()
  expect(['oneDay', 'oneWeek', 'oneMonth', 'oneYear'].map((one) => isoDay(since(one as 'oneDay', now) ?? 0))).toEqual([
    '2026-11-21',
    '2026-11-15',
    '2026-10-22',
    '2025-11-21',
  ])
})
