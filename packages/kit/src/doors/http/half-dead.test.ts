import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readJsonBody } from './body.ts'
import { defaultLimits } from './limits.ts'
import { type Listening, listen } from './listen.ts'
import { sendJson } from './reply.ts'

/** Short, so that the test need not wait as long as a server would. */
const limits = { ...defaultLimits, headersMs: 600, requestMs: 1_200, unreadMs: 600 }
const patience = 10_000
const large = 'x'.repeat(32 * 1024 * 1024)
let server: Listening
const open = new Set<object>()

beforeAll(async () => {
  server = await listen(
    {
      handle: async (request, response) => {
        open.add(response)
        response.once('close', () => open.delete(response))
        if (request.url === '/large') return sendJson(response, 200, { large })
        if (request.url === '/wait') await sleep(2_000)
        const body = request.method === 'POST' ? await readJsonBody(request, limits.bodyBytes) : { ok: true }
        if (!response.destroyed) sendJson(response, body.ok ? 200 : 400, {})
      },
      openSessions: () => 0,
      drain: async () => {},
      [Symbol.asyncDispose]: async () => {},
    },
    '127.0.0.1',
    0,
    limits,
  )
})
afterAll(() => server.shutDown())

async function dial(): Promise<Socket> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}
const ended = (socket: Socket) => once(socket, 'close', { signal: AbortSignal.timeout(patience) })
const post = 'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n'

describe('a client that', () => {
  it.each([
    ['says nothing', ''],
    ['begins its headers', 'GET / HTTP/1.1\r\nhost: local'],
    ['never ends its headers', 'GET / HTTP/1.1\r\nhost: localhost\r\n'],
    ['promises a body', `${post}content-length: 100\r\n\r\n{`],
    ['begins a chunk', `${post}transfer-encoding: chunked\r\n\r\n64\r\n{`],
  ])('%s and no more is let go', { timeout: patience + 5_000 }, async (_name, text) => {
    const socket = await dial()
    socket.resume()
    socket.write(text)
    await ended(socket)
  })

  it('sends a byte now and then is let go all the same', { timeout: patience + 5_000 }, async () => {
    const socket = await dial()
    socket.resume()
    socket.write(`${post}content-length: 1000\r\n\r\n`)
    const drip = setInterval(() => socket.write(' '), 50)
    await ended(socket)
    clearInterval(drip)
  })

  it('never reads its answer is let go', { timeout: patience + 5_000 }, async () => {
    const socket = await dial()
    socket.pause()
    socket.write('GET /large HTTP/1.1\r\nhost: localhost\r\n\r\n')
    await expect.poll(() => open.size, { timeout: patience }).toBe(1)
    await expect.poll(() => open.size, { timeout: patience }).toBe(0)
    socket.destroy()
  })

  it('waits in silence for a slow answer gets it', async () => {
    const socket = await dial()
    socket.write('GET /wait HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n')
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toContain('200 OK')
  })

  it('goes away in the middle of its body leaves nothing behind', async () => {
    for (let count = 0; count < 50; count += 1) {
      const socket = await dial()
      socket.write(`${post}content-length: 100\r\n\r\n{`)
      socket.destroy()
    }
    await expect.poll(() => open.size, { timeout: patience }).toBe(0)
  })
})
