import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, startHttp } from '../doors/process.ts'
import { crowd, doors } from './clients.ts'

const clients = 1_000
const keys = Array.from({ length: 50 }, (_, at) => `a-key-of-the-load-tests-${at}`)
let directory: string
let server: RunningServer

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sensorium-load-'))
  const file = join(directory, 'keys')
  await writeFile(file, keys.join('\n'))
  server = await startHttp(['--keys-file', file, '--sessions', '--log-level', 'warn'])
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await rm(directory, { recursive: true })
})

const metric = async (name: string): Promise<number> => {
  const answer = await fetch(`${server.url}/metrics`, { headers: { authorization: keys[0] ?? '' } })
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await answer.text())?.[1])
}

describe('a thousand clients at once', () => {
  it.each(doors)('are all answered over %s', { timeout: 120_000 }, async (door) => {
    const { answered, failures } = await crowd(door, { url: server.url, keys, clients, calls: 1 })
    expect(failures).toEqual([])
    expect(answered).toBe(clients)
  })

  it('leave streams and connections behind for nobody', async () => {
    // The sessions of clients that never said good-bye are kept until they are idle; streams end with their clients.
    await expect.poll(() => metric('sensorium_sessions_open'), { timeout: 15_000 }).toBe(clients)
    expect(await metric('sensorium_tool_calls_active')).toBe(0)
  })
})
