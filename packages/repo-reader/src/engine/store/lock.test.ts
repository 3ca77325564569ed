import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { lock, tryLock } from './lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'repo-lock-'))
const file = join(folder, 'one.lock')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const holder = `const { DatabaseSync } = require('node:sqlite'); new DatabaseSync(${JSON.stringify(file)}).exec('BEGIN EXCLUSIVE'); console.log('held'); setInterval(() => {}, 1000)`

it('is held by one at a time, and goes to the next', async () => {
  const first = await lock(file, AbortSignal.timeout(5_000))
  expect(await tryLock(file)).toBeUndefined()
  const second = lock(file, AbortSignal.timeout(5_000))
  first.release()
  ;(await second).release()
})

it('ends waiting with the caller, in words', async () => {
  const held = await lock(file, AbortSignal.timeout(5_000))
  await expect(lock(file, AbortSignal.timeout(200))).rejects.toThrow('still preparing')
  held.release()
})

it('is free at once when its holder is killed', async () => {
  const child = spawn(process.execPath, ['-e', holder], { stdio: ['ignore', 'pipe', 'ignore'] })
  await once(child.stdout, 'data')
  expect(await tryLock(file)).toBeUndefined()
  child.kill('SIGKILL')
  await once(child, 'close')
  ;(await lock(file, AbortSignal.timeout(5_000))).release()
})
