import { describe, expect, test } from 'vitest'
import { createFetcher } from '../fetcher.ts'
import { answer, fakeNetwork, hostileServer } from './harness.ts'
import { publicAddress, rebindingAttacks } from './rebinding.cases.ts'

describe('a name that resolves to', () => {
  test.each(rebindingAttacks)('$title is not connected to', async ({ answers, kind }) => {
    await using server = await hostileServer((socket) => answer(socket, 200, [], 'inside'))
    const network = fakeNetwork(server.port, { 'evil.example': answers })
    await using fetcher = createFetcher({ network })
    await expect(fetcher.get('http://evil.example/')).rejects.toMatchObject({ kind })
    expect(network.dialled).toEqual([])
  })
})

describe('DNS rebinding', () => {
  test('cannot come between check and connection: a connection uses the answers that were checked', async () => {
    await using server = await hostileServer((socket) => answer(socket, 200, ['connection: close'], 'outside'))
    const network = fakeNetwork(server.port, { 'evil.example': [[publicAddress], ['127.0.0.1']] })
    await using fetcher = createFetcher({ network })
    await fetcher.get('http://evil.example/')
    expect(network.dialled).toEqual([`${publicAddress}:80`])
    await expect(fetcher.get('http://evil.example/')).rejects.toMatchObject({ kind: 'blocked' })
    expect(network.dialled).toEqual([`${publicAddress}:80`])
  })

  test('is met again on a redirect that needs a new connection', async () => {
    await using server = await hostileServer((socket) => {
      answer(socket, 302, ['location: /again', 'connection: close'])
      socket.end()
    })
    const network = fakeNetwork(server.port, { 'evil.example': [[publicAddress], ['10.0.0.1']] })
    await using fetcher = createFetcher({ network })
    await expect(fetcher.get('http://evil.example/')).rejects.toMatchObject({ kind: 'blocked' })
    expect(network.dialled).toEqual([`${publicAddress}:80`])
  })

  test('does not concern a host that was named: it may be private', async () => {
    await using server = await hostileServer((socket) => answer(socket, 200, [], 'wiki'))
    const network = fakeNetwork(server.port, { 'wiki.corp': [['10.1.2.3']] })
    await using fetcher = createFetcher({ network, allowHosts: ['wiki.corp:8000'] })
    const { bytes } = await fetcher.get('http://wiki.corp:8000/')
    expect(Buffer.from(bytes).toString()).toBe('wiki')
    expect(network.dialled).toEqual(['10.1.2.3:8000'])
  })
})

test('a name that does not exist is told as such', async () => {
  await using fetcher = createFetcher({ network: fakeNetwork(1, {}) })
  await expect(fetcher.get('http://nowhere.example/')).rejects.toMatchObject({ kind: 'dns' })
})

test('a resolver that never answers ends at the connect limit', async () => {
  const network = { ...fakeNetwork(1, {}), lookup: () => new Promise<never>(() => {}) }
  await using fetcher = createFetcher({ network, limits: { connectMs: 100 } })
  await expect(fetcher.get('http://slow.example/')).rejects.toMatchObject({ kind: 'timeout' })
})
