import { describe, expect, test } from 'vitest'
import { createFetcher } from '../fetcher.ts'
import { answer, fakeNetwork, hostileServer } from './harness.ts'
import { publicAddress } from './rebinding.cases.ts'
import { redirectAttacks } from './redirect.cases.ts'

const names = {
  'start.example': [[publicAddress]],
  'other.example': [['2606:4700:4700::1111']],
  'inside.example': [['10.0.0.5']],
  'mixed.example': [[publicAddress, '127.0.0.1']],
}

/** Serves each location in turn as a redirect, then a page. */
async function redirecting(locations: readonly string[], status = 302) {
  let turn = 0
  const server = await hostileServer((socket) => {
    const location = locations[turn++]
    if (location === undefined) return answer(socket, 200, ['content-type: text/plain'], 'the end')
    answer(socket, status, [`location: ${location}`], 'moved')
  })
  return { server, network: fakeNetwork(server.port, names) }
}

describe('a redirect to', () => {
  test.each(redirectAttacks)('$title is not followed', async ({ locations, kind }) => {
    const { server, network } = await redirecting(locations)
    await using _ = server
    await using fetcher = createFetcher({ network })
    await expect(fetcher.get('http://start.example/')).rejects.toMatchObject({ kind })
    expect(network.dialled.filter((each) => !each.startsWith(publicAddress) && !each.startsWith('2606:'))).toEqual([])
  })
})

describe('following redirects', () => {
  test.each([301, 302, 303, 307, 308])('works for %d, and names where it went', async (status) => {
    const { server, network } = await redirecting(['/next?x=1', 'http://other.example/page'], status)
    await using _ = server
    await using fetcher = createFetcher({ network })
    const fetched = await fetcher.get('http://start.example/#part')
    expect(fetched.status).toBe(200)
    expect(fetched.url.href).toBe('http://other.example/page#part')
    expect(fetched.redirects.map(String)).toEqual(['http://start.example/#part', 'http://start.example/next?x=1#part'])
  })

  test('leaves credentials behind when the origin changes, for good', async () => {
    const { server, network } = await redirecting(['http://other.example/', 'http://start.example/back'])
    await using _ = server
    await using fetcher = createFetcher({ network, userAgent: 'test' })
    const headers = { authorization: 'Bearer k', cookie: 'a=b', 'x-api-key': 'k', accept: 'text/markdown' }
    await fetcher.get('http://start.example/', { headers })
    const [first, ...later] = server.requests
    expect(first).toMatch(/authorization: Bearer k/i)
    expect(later).toHaveLength(2)
    for (const request of later) {
      expect(request).not.toMatch(/^(authorization|cookie|x-api-key):/im)
      expect(request).toMatch(/accept: text\/markdown/i)
      expect(request).toMatch(/user-agent: test/i)
    }
  })

  test('keeps credentials on the same origin', async () => {
    const { server, network } = await redirecting(['/next'])
    await using _ = server
    await using fetcher = createFetcher({ network })
    await fetcher.get('http://start.example/', { headers: { authorization: 'Bearer k' } })
    expect(server.requests[1]).toMatch(/authorization: Bearer k/i)
  })

  test('uses one connection while the origin stays', async () => {
    const { server, network } = await redirecting(['/a', '/b', '/c'])
    await using _ = server
    await using fetcher = createFetcher({ network })
    await fetcher.get('http://start.example/')
    expect(network.dialled).toHaveLength(1)
  })

  test('does not happen without a location, nor for Refresh', async () => {
    await using server = await hostileServer((socket) =>
      answer(socket, 302, ['refresh: 0; url=http://10.0.0.1/'], 'stay'),
    )
    await using fetcher = createFetcher({ network: fakeNetwork(server.port, names) })
    const { status, bytes } = await fetcher.get('http://start.example/')
    expect([status, Buffer.from(bytes).toString()]).toEqual([302, 'stay'])
  })

  test('is not held up by a redirect whose body never ends', async () => {
    let turn = 0
    await using server = await hostileServer((socket) => {
      if (turn++ > 0) return answer(socket, 200, [], 'the end')
      socket.write('HTTP/1.1 302 Found\r\nlocation: /next\r\ncontent-length: 999999\r\n\r\nslow')
    })
    await using fetcher = createFetcher({ network: fakeNetwork(server.port, names), limits: { idleMs: 60_000 } })
    expect((await fetcher.get('http://start.example/')).status).toBe(200)
  })
})
