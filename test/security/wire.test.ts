import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { firstHttp } from '../doors/clients.ts'
import { type RunningServer, startHttp } from '../doors/process.ts'
import { key } from './gate.cases.ts'
import { wireCases } from './wire.cases.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startHttp(['--log-level', 'debug'], { SENSORIUM_KEYS: key })
})
afterAll(() => server[Symbol.asyncDispose]())

/** Sends bytes as they are and returns all that comes back until the server closes. */
async function say(bytes: string): Promise<string> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('error', () => {})
  socket.write(Buffer.from(bytes, 'latin1'))
  await once(socket, 'close', { signal: AbortSignal.timeout(10_000) }).catch(() => socket.destroy())
  return Buffer.concat(chunks).toString('latin1')
}

it.each(wireCases)('the wire answers $name with $statuses', async ({ bytes, statuses }) => {
  const answer = await say(bytes)
  expect([...answer.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status))).toEqual(statuses)
  expect(answer).not.toContain(key)
})

it('serves on after all of them, and has logged no key', async () => {
  await using client = await firstHttp(server.url, key)
  expect((await client.call('echo', { message: 'alive' })).content[0]?.text).toBe('alive')
  expect(server.log()).not.toContain(key)
})
