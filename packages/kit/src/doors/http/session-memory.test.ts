import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Server } from '@modelcontextprotocol/server'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createLogger } from '../../log.ts'
import { createMemoryStore } from '../../store/memory.ts'
import { readJsonBody } from './body.ts'
import { defaultLimits } from './limits.ts'
import { createSessionDirectory } from './session-directory.ts'
import { createSessionDoor } from './session-door.ts'

const sessions = 1_000
const mostPerSession = 32 * 1024
const limits = { ...defaultLimits, sessionsPerPrincipal: sessions }

/** Heap in use after a full collection, bytes. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') for (let times = 0; times < 3; times += 1) collect()
  return process.memoryUsage().heapUsed
}

it('sessions are small while they are open, and leave nothing behind when they are abandoned', {
  timeout: 90_000,
}, async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  await using store = createMemoryStore()
  const directory = createSessionDirectory(store, '', limits.sessionIdleMs, createLogger('silent'))
  const make = async () => new Server({ name: 'memory', version: '0' }, { capabilities: { tools: {} } })
  const identity = { principal: 'one', local: false }
  await using door = createSessionDoor(make, directory, limits)
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readJsonBody(request, limits.bodyBytes)
    const peer = { address: '127.0.0.1', host: 'localhost', protocol: 'http' } as const
    const exchange = { request, response, url: new URL('http://localhost/mcp'), identity, peer }
    await door.serve({ ...exchange, body: body.ok ? body.value : undefined }, new AbortController().signal)
  }
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const open = async (count: number) => {
    for (let opened = 0; opened < count; opened += 50) {
      await Promise.all(Array.from({ length: 50 }, () => initialize(port)))
    }
  }

  await open(100)
  const before = heapUsed()
  await open(sessions - 100)
  expect(door.openCount()).toBe(sessions)
  expect((heapUsed() - before) / (sessions - 100)).toBeLessThan(mostPerSession)
  await vi.advanceTimersByTimeAsync(2 * limits.sessionIdleMs)
  await expect.poll(door.openCount).toBe(0)
  expect(heapUsed() - before).toBeLessThan(2 * 1024 * 1024)
  server.close()
  server.closeAllConnections()
})

async function initialize(port: number): Promise<void> {
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'memory', version: '0' } }
  const answer = await fetch(`http://127.0.0.1:${port}/mcp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }),
  })
  await answer.text()
}
