import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { answer, fakeNetwork, hostileServer, type Respond } from './attacks/harness.ts'
import { publicAddress } from './attacks/rebinding.cases.ts'
import { createFetcher, type FetcherOptions } from './fetcher.ts'
import { retryAfterMs } from './retry-after.ts'

const names = { 'busy.example': [[publicAddress]], 'other.example': [[publicAddress]] }

async function visiting(respond: Respond, options: FetcherOptions = {}) {
  const server = await hostileServer(respond)
  const fetcher = createFetcher({ network: fakeNetwork(server.port, names), ...options })
  return {
    server,
    get: async (url = 'http://busy.example/', get = {}) => (await fetcher.get(url, get)).status,
    visit: (url = 'http://busy.example/', options = {}) => fetcher.visit(url, options),
    heard: (url: string, status: number, retryAfter: string) => fetcher.heard(new URL(url), status, retryAfter),
    [Symbol.asyncDispose]: async () => {
      await fetcher[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

describe('a host', () => {
  test('is asked no more than so many things at once', async () => {
    let now = 0
    let most = 0
    const respond: Respond = async (socket) => {
      most = Math.max(most, ++now)
      await wait(20)
      now -= 1
      answer(socket, 200)
    }
    await using host = await visiting(respond, { manners: { concurrency: 3, perSecond: 1000 } })
    await Promise.all(Array.from({ length: 20 }, () => host.get()))
    expect(most).toBe(3)
  })

  test('is asked no more than so many things in a second', async () => {
    await using host = await visiting((socket) => answer(socket, 200), { manners: { perSecond: 2 } })
    const began = performance.now()
    await Promise.all(Array.from({ length: 5 }, () => host.get()))
    expect(performance.now() - began).toBeGreaterThan(1500)
  })

  test('does not wait for another host', async () => {
    const respond: Respond = (socket, request) => (request.includes('other') ? answer(socket, 200) : undefined)
    await using hosts = await visiting(respond, { manners: { concurrency: 1 } })
    const stuck = hosts.get('http://busy.example/', { signal: AbortSignal.timeout(5000) }).catch(() => 'ended')
    expect(await hosts.get('http://other.example/')).toBe(200)
    expect(await Promise.race([stuck, Promise.resolve('still waiting')])).toBe('still waiting')
  })

  test('with a full queue turns further calls away at once', async () => {
    await using host = await visiting(() => {}, { manners: { concurrency: 1 }, limits: { totalMs: 1000 } })
    const calls = await Promise.allSettled(Array.from({ length: 120 }, () => host.get()))
    const kinds = calls.map((call) => (call.status === 'rejected' ? call.reason.kind : 'done'))
    expect(new Set(kinds)).toEqual(new Set(['timeout', 'rate_limited']))
  })

  test('a call that is cancelled while it waits leaves the queue', async () => {
    await using host = await visiting(() => {}, { manners: { concurrency: 1 }, limits: { totalMs: 1000 } })
    const first = host.get().catch(() => {})
    await expect(host.get(undefined, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ kind: 'cancelled' })
    await first
    expect(host.server.requests).toHaveLength(1)
  })
})

describe('Retry-After', () => {
  const after = (value: string): Respond => {
    let turn = 0
    return (socket) => (turn++ === 0 ? answer(socket, 429, [`retry-after: ${value}`]) : answer(socket, 200))
  }

  test('is waited out when it is short', async () => {
    await using host = await visiting(after('1'))
    const began = performance.now()
    expect(await host.get()).toBe(200)
    expect(performance.now() - began).toBeGreaterThan(900)
  })

  test('when long, is left to the caller and keeps later requests away', async () => {
    await using host = await visiting(after('120'))
    expect(await host.get()).toBe(429)
    const refusal = host.get('http://busy.example/else')
    await expect(refusal).rejects.toMatchObject({ kind: 'rate_limited', retryAfterMs: expect.any(Number) })
    expect(host.server.requests).toHaveLength(1)
  })

  test('is not waited out beyond the call', async () => {
    await using host = await visiting(after('3'), { limits: { totalMs: 2000 } })
    expect(await host.get()).toBe(429)
  })

  test.each([
    ['120', 120_000],
    [' 7 ', 7000],
    ['0', 0],
    ['Sun, 22 Nov 2026 20:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2020 20:00:00 GMT', 0],
    ['31536000', 3_600_000],
    ['soon', undefined],
    ['-5', undefined],
    [undefined, undefined],
  ])('%j means %j ms', (value, expected) => {
    expect(retryAfterMs(value, Date.parse('2026-11-22T20:00:00Z'))).toBe(expected)
  })
})

describe('robots.txt', () => {
  const site = (robots: string, status = 200): Respond => {
    return (socket, request) =>
      request.startsWith('GET /robots.txt') ? answer(socket, status, [], robots) : answer(socket, 200)
  }

  test('is obeyed when the option says so, and asked for once', async () => {
    const respond = site('User-agent: *\nDisallow: /private\nAllow: /private/open$\n')
    await using host = await visiting(respond, { robots: true })
    expect(await host.get('http://busy.example/')).toBe(200)
    expect(await host.get('http://busy.example/private/open')).toBe(200)
    await expect(host.get('http://busy.example/private/x')).rejects.toMatchObject({ kind: 'disallowed' })
    expect(host.server.requests.filter((request) => request.includes('robots.txt'))).toHaveLength(1)
  })

  test('may name us', async () => {
    const respond = site('User-agent: Sensorium\nDisallow: /\n\nUser-agent: *\nAllow: /\n')
    await using host = await visiting(respond, { robots: true })
    await expect(host.get()).rejects.toMatchObject({ kind: 'disallowed' })
  })

  test.each([
    [404, 'is read', 200],
    [403, 'is read', 200],
  ])('that is missing (%d) means that the page %s', async (status, _read, expected) => {
    await using host = await visiting(site('', status), { robots: true })
    expect(await host.get()).toBe(expected)
  })

  test('that fails means that nothing is read', async () => {
    await using host = await visiting(site('', 500), { robots: true })
    await expect(host.get()).rejects.toMatchObject({ kind: 'disallowed' })
  })

  test('is not asked for otherwise', async () => {
    await using host = await visiting(site('User-agent: *\nDisallow: /'))
    expect(await host.get()).toBe(200)
    expect(host.server.requests).toHaveLength(1)
  })

  test('of half a megabyte of wildcards does not hold anything up', async () => {
    const rule = `Disallow: /${'*a'.repeat(100)}b`
    const respond = site(`User-agent: *\n${`${rule}\n`.repeat(2300)}`)
    await using host = await visiting(respond, { robots: true })
    const began = performance.now()
    expect(await host.get(`http://busy.example/${'a'.repeat(4000)}`)).toBe(200)
    expect(performance.now() - began).toBeLessThan(15_000)
  })
})

describe('a visit by other means', () => {
  const quiet: Respond = (socket) => answer(socket, 429, ['retry-after: 30'])

  test('waits for its turn like a request', async () => {
    await using host = await visiting((socket) => answer(socket, 200), { manners: { perSecond: 2 } })
    const began = performance.now()
    await Promise.all(Array.from({ length: 5 }, () => host.visit()))
    expect(performance.now() - began).toBeGreaterThan(1500)
    expect(host.server.requests).toEqual([])
  })

  test('does not go where a host wants to be left alone, nor do the parts of a page', async () => {
    await using host = await visiting(quiet)
    expect(await host.get()).toBe(429)
    for (const part of [false, true])
      await expect(host.visit('http://busy.example/', { part })).rejects.toMatchObject({ kind: 'rate_limited' })
    await host.visit('http://other.example/', { part: true })
  })

  test('hears for later requests what the host answered', async () => {
    await using host = await visiting((socket) => answer(socket, 200))
    host.heard('http://busy.example/script.js', 503, '30')
    await expect(host.get()).rejects.toMatchObject({ kind: 'rate_limited', retryAfterMs: expect.any(Number) })
  })

  test('asks robots.txt where it is obeyed, for the parts of a page as well', async () => {
    const respond: Respond = (socket, request) =>
      answer(socket, 200, [], request.includes('/robots.txt') ? 'User-agent: *\nDisallow: /private' : 'page')
    await using host = await visiting(respond, { robots: true })
    await host.visit('http://busy.example/open')
    for (const part of [false, true])
      await expect(host.visit('http://busy.example/private/a', { part })).rejects.toMatchObject({ kind: 'disallowed' })
  })

  test('goes to no address that a request may not go to', async () => {
    await using host = await visiting((socket) => answer(socket, 200))
    await expect(host.visit('http://127.0.0.1/', { part: true })).rejects.toMatchObject({ kind: 'blocked' })
  })
})
