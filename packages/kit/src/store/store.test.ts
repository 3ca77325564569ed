import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMemoryStore } from './memory.ts'
import { createSqliteStore } from './sqlite.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sensorium-store-'))
})
afterAll(() => rm(directory, { recursive: true }))

describe.each([
  ['memory', () => createMemoryStore()],
  ['a SQLite file', () => createSqliteStore(join(directory, 'counts.sqlite'))],
])('%s', (name, open) => {
  it('counts within a window and starts anew after it', async () => {
    await using store = open()
    expect((await store.count(`${name}-a`, 200)).count).toBe(1)
    const second = await store.count(`${name}-a`, 200)
    expect(second.count).toBe(2)
    expect(second.resetMs).toBeGreaterThan(0)
    expect(second.resetMs).toBeLessThanOrEqual(200)
    expect((await store.count(`${name}-b`, 200)).count).toBe(1)
    await sleep(250)
    expect((await store.count(`${name}-a`, 200)).count).toBe(1)
  })

  it('keeps a text as long as somebody asks for it', async () => {
    await using store = open()
    await store.keep('text', 'first', 60_000)
    await store.keep('text', 'second', 1_500)
    expect(await store.recall('text', 60_000)).toBe('second')
    await sleep(1_600)
    expect(await store.recall('text')).toBe('second')
    expect(await store.recall('text', 1)).toBe('second')
    await sleep(20)
    expect(await store.recall('text')).toBeUndefined()
    expect(await store.recall('text', 60_000)).toBeUndefined()
    await store.keep('text', 'third', 60_000)
    await store.forget('text')
    expect(await store.recall('text', 400)).toBeUndefined()
  })

  it('tallies by day and field', async () => {
    await using store = open()
    for (const field of ['x', 'y', 'x']) await store.tally('2026-11-22', field)
    expect(await store.tallies('2026-11-22')).toEqual(
      new Map([
        ['x', 2],
        ['y', 1],
      ]),
    )
    expect(await store.tallies('2026-11-23')).toEqual(new Map())
  })
})

it('a SQLite file is counted in by two gateways at once, exactly', async () => {
  const file = join(directory, 'shared.sqlite')
  await using first = createSqliteStore(file)
  await using second = createSqliteStore(file)
  const counts = await Promise.all(
    Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? first : second).count('shared', 60_000)),
  )
  expect(new Set(counts.map(({ count }) => count)).size).toBe(100)
})
