import { describe, expect, test } from 'vitest'
import { createFetcher } from '../fetcher.ts'
import { fakeNetwork, hostileServer } from './harness.ts'
import { publicAddress } from './rebinding.cases.ts'
import { responseAttacks } from './response.cases.ts'

/** Generous but where the answer is meant to outlast its limit. */
const limits = { bytes: 1024 * 1024 }
const short = { headersMs: 300, connectMs: 100, idleMs: 300, totalMs: 1000 }

describe('a server that answers with', () => {
  test.each(responseAttacks)('$title', async ({ respond, outcome }) => {
    await using server = await hostileServer(respond)
    const network = fakeNetwork(server.port, { 'evil.example': [[publicAddress]] })
    await using fetcher = createFetcher({ network, limits: outcome === 'timeout' ? { ...limits, ...short } : limits })
    const fetched = fetcher.get('http://evil.example/')
    if (typeof outcome === 'string') {
      await expect(fetched).rejects.toMatchObject({ name: 'NetError', kind: outcome })
    } else {
      const { status, bytes } = await fetched
      expect({ status, text: Buffer.from(bytes).toString() }).toEqual(outcome)
    }
    await server.abandoned()
  })

  test('is never given more memory than the limit allows', async () => {
    const before = process.memoryUsage().arrayBuffers
    let peak = 0
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().arrayBuffers)), 5)
    const block = Buffer.alloc(1024 * 1024)
    await using server = await hostileServer((socket, _request, signal) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      const more = () => {
        while (!signal.aborted && socket.writable && socket.write(block));
      }
      socket.on('drain', more)
      more()
    })
    const network = fakeNetwork(server.port, { 'evil.example': [[publicAddress]] })
    await using fetcher = createFetcher({ network, limits: { bytes: 8 * 1024 * 1024 } })
    await expect(fetcher.get('http://evil.example/')).rejects.toMatchObject({ kind: 'too_large' })
    clearInterval(watch)
    expect(peak - before).toBeLessThan(40 * 1024 * 1024)
  })
})

describe('cancellation', () => {
  const stalls = [
    ['before the headers', ''],
    ['within the headers', 'HTTP/1.1 200 OK\r\nx: '],
    ['within the body', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'],
  ] as const

  test.each(stalls)('%s ends the fetch and its connection', async (_when, said) => {
    const { promise: asked, resolve } = Promise.withResolvers<void>()
    await using server = await hostileServer((socket) => socket.write(said, () => resolve()))
    const network = fakeNetwork(server.port, { 'evil.example': [[publicAddress]] })
    await using fetcher = createFetcher({ network })
    const controller = new AbortController()
    const fetched = fetcher.get('http://evil.example/', { signal: controller.signal })
    void asked.then(() => controller.abort(new Error('enough')))
    await expect(fetched).rejects.toMatchObject({ kind: 'cancelled', cause: { message: 'enough' } })
    await server.abandoned()
  })

  test('of a fetch that has not begun opens nothing', async () => {
    const network = fakeNetwork(1, { 'evil.example': [[publicAddress]] })
    await using fetcher = createFetcher({ network })
    const fetched = fetcher.get('http://evil.example/', { signal: AbortSignal.abort() })
    await expect(fetched).rejects.toMatchObject({ kind: 'cancelled' })
    expect(network.dialled).toEqual([])
  })

  test('comes with closing the fetcher', async () => {
    await using server = await hostileServer(() => {})
    const network = fakeNetwork(server.port, { 'evil.example': [[publicAddress]] })
    const fetcher = createFetcher({ network })
    const fetched = fetcher.get('http://evil.example/')
    setTimeout(() => void fetcher[Symbol.asyncDispose](), 50)
    await expect(fetched).rejects.toMatchObject({ kind: 'cancelled' })
    await server.abandoned()
  })
})
