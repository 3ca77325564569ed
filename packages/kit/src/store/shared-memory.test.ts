import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLogger } from '../log.ts'
import { createMemoryStore } from './memory.ts'
import { shareMemory } from './shared-memory.ts'
import { createSqliteStore } from './sqlite.ts'

const log = createLogger('silent')
let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sensorium-shared-'))
})
afterAll(() => rm(directory, { recursive: true }))

it('is there only where a store has room for more than one gateway', async () => {
  await using store = createMemoryStore()
  expect(shareMemory(store, 'web-search', log)).toBeUndefined()
})

it('is one for the same server in two gateways, and another for another server', async () => {
  const file = join(directory, 'store')
  await using first = createSqliteStore(file)
  await using second = createSqliteStore(file)
  await shareMemory(first, 'web-search', log)?.keep('what was asked', 'what was found', 60_000)
  expect(await shareMemory(second, 'web-search', log)?.recall('what was asked')).toBe('what was found')
  expect(await shareMemory(second, 'web-reader', log)?.recall('what was asked')).toBeUndefined()
})

it('keeps no text beyond its bound, and none beyond its time', async () => {
  await using store = createSqliteStore(join(directory, 'bounds'))
  const memory = shareMemory(store, 'web-search', log)
  await memory?.keep('long', 'x'.repeat(300_000), 60_000)
  await memory?.keep('old', 'x', -1)
  expect([await memory?.recall('long'), await memory?.recall('old')]).toEqual([undefined, undefined])
})

it('keeps no more than its share in an hour', async () => {
  await using store = createSqliteStore(join(directory, 'share'))
  const memory = shareMemory(store, 'web-search', log)
  for (let at = 0; at <= 2_000; at += 1) await memory?.keep(String(at), 'x', 60_000)
  expect([await memory?.recall('1999'), await memory?.recall('2000')]).toEqual(['x', undefined])
})

it('fails nothing when the store is lost', async () => {
  const store = createSqliteStore(join(directory, 'lost'))
  const memory = shareMemory(store, 'web-search', log)
  await store[Symbol.asyncDispose]()
  await memory?.keep('a', 'b', 60_000)
  expect(await memory?.recall('a')).toBeUndefined()
})
