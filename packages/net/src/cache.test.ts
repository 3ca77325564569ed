import { expect, test } from 'vitest'
import { answer, fakeNetwork, hostileServer } from './attacks/harness.ts'
import { publicAddress } from './attacks/rebinding.cases.ts'
import { createFetcher, type FetcherOptions } from './fetcher.ts'

/** A fetcher in front of a server that answers request n with these headers and the body `n`, or 304 where it may. */
async function serving(headers: readonly string[], options: FetcherOptions = {}, status = 200, filling = '') {
  let turn = 0
  const server = await hostileServer((socket, request) => {
    turn += 1
    const etag = /^etag: (.*)$/m.exec(headers.join('\n'))?.[1]
    const matches = etag !== undefined && request.toLowerCase().includes(`if-none-match: ${etag}`)
    const since = /^if-modified-since:/im.test(request)
    if (matches || since) return socket.write(`HTTP/1.1 304 Not Modified\r\n${headers.join('\r\n')}\r\n\r\n`)
    answer(socket, status, headers, `body ${turn}${filling}`)
  })
  const network = fakeNetwork(server.port, { 'docs.example': [[publicAddress]] })
  const fetcher = createFetcher({ network, manners: { perSecond: 1000 }, ...options })
  const get = async (path = '/', get = {}) => {
    const { bytes, fromCache } = await fetcher.get(`http://docs.example${path}`, get)
    return [Buffer.from(bytes).toString(), fromCache] as const
  }
  return {
    get,
    server,
    [Symbol.asyncDispose]: async () => {
      await fetcher[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

test('a fresh response is used again, whatever the fragment', async () => {
  await using site = await serving(['cache-control: max-age=60'])
  expect(await site.get('/a#one')).toEqual(['body 1', false])
  expect(await site.get('/a#two')).toEqual(['body 1', 'fresh'])
  expect(await site.get('/b')).toEqual(['body 2', false])
})

test.each([['etag: "v1"'], ['last-modified: Tue, 01 Sep 2026 10:00:00 GMT']])(
  'a response with %s and no age is confirmed with the server each time',
  async (validator) => {
    await using site = await serving([validator])
    expect(await site.get()).toEqual(['body 1', false])
    expect(await site.get()).toEqual(['body 1', 'revalidated'])
    expect(site.server.requests).toHaveLength(2)
  },
)

test.each([
  ['cache-control: no-store'],
  ['cache-control: private, max-age=60'],
  ['cache-control: max-age=60\r\nvary: *'],
  ['cache-control: max-age=0'],
])('a response with %j is not used again', async (header) => {
  await using site = await serving([header])
  expect(await site.get()).toEqual(['body 1', false])
  expect(await site.get()).toEqual(['body 2', false])
})

test('Vary keeps what was said to one Accept from another', async () => {
  await using site = await serving(['cache-control: max-age=60', 'vary: accept'])
  expect(await site.get('/', { headers: { accept: 'text/markdown' } })).toEqual(['body 1', false])
  expect(await site.get('/', { headers: { accept: 'text/html' } })).toEqual(['body 2', false])
  expect(await site.get('/', { headers: { accept: 'text/html' } })).toEqual(['body 2', 'fresh'])
})

test('noCache asks the server and says so on the way, and what it answers is stored', async () => {
  await using site = await serving(['cache-control: max-age=60'])
  await site.get()
  expect(await site.get('/', { noCache: true })).toEqual(['body 2', false])
  expect(site.server.requests[1]).toMatch(/cache-control: no-cache/i)
  expect(await site.get()).toEqual(['body 2', 'fresh'])
})

test('a request that may carry a credential passes by the store', async () => {
  await using site = await serving(['cache-control: max-age=60'])
  const headers = { cookie: 'session=1' }
  expect(await site.get('/', { headers })).toEqual(['body 1', false])
  expect(await site.get()).toEqual(['body 2', false])
  expect(await site.get('/', { headers })).toEqual(['body 3', false])
})

test('a stored response stays whole when a caller changes its bytes', async () => {
  await using server = await hostileServer((socket) => answer(socket, 200, ['cache-control: max-age=60'], 'intact'))
  const network = fakeNetwork(server.port, { 'docs.example': [[publicAddress]] })
  await using fetcher = createFetcher({ network })
  for (let turn = 0; turn < 3; turn++) {
    const { bytes } = await fetcher.get('http://docs.example/')
    expect(Buffer.from(bytes).toString()).toBe('intact')
    bytes.fill(0)
  }
})

test('redirects are stored by the same rules, and what they lead to is checked again', async () => {
  await using server = await hostileServer((socket) =>
    answer(socket, 301, ['cache-control: max-age=60', 'location: http://10.0.0.1/']),
  )
  const network = fakeNetwork(server.port, { 'docs.example': [[publicAddress]] })
  await using fetcher = createFetcher({ network })
  for (let turn = 0; turn < 2; turn++) {
    await expect(fetcher.get('http://docs.example/')).rejects.toMatchObject({ kind: 'blocked' })
  }
  expect(server.requests).toHaveLength(1)
})

test('the store is bounded: the least recently used gives way', async () => {
  const body = 'x'.repeat(1000)
  await using server = await hostileServer((socket) => answer(socket, 200, ['cache-control: max-age=60'], body))
  const network = fakeNetwork(server.port, { 'docs.example': [[publicAddress]] })
  await using fetcher = createFetcher({ network, cacheBytes: 2 * (1000 + 2048), manners: { perSecond: 1000 } })
  const fresh = async (path: string) => (await fetcher.get(`http://docs.example/${path}`)).fromCache
  for (const path of ['a', 'b', 'a', 'c']) await fresh(path)
  expect([await fresh('a'), await fresh('c'), await fresh('b')]).toEqual(['fresh', 'fresh', false])
})

test('a stored response larger than the call permits is not handed out', async () => {
  await using site = await serving(['cache-control: max-age=60'])
  await site.get()
  await expect(site.get('/', { limits: { bytes: 3 } })).rejects.toMatchObject({ kind: 'too_large' })
})

test('long texts are kept packed, so that several times as many fit, and come back as they were', async () => {
  const length = 200_000
  await using site = await serving(
    ['cache-control: max-age=60'],
    { cacheBytes: length },
    200,
    'Lines that are alike, one after the other. '.repeat(length / 43),
  )
  const first = await Promise.all(['/a', '/b', '/c'].map((path) => site.get(path)))
  expect(first.map(([text]) => text.length > length * 0.9)).toEqual([true, true, true])
  for (const [at, path] of ['/a', '/b', '/c'].entries()) expect(await site.get(path)).toEqual([first[at]?.[0], 'fresh'])
})
