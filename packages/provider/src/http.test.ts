import { afterEach, expect, it } from 'vitest'
import {
  close,
  type FaultServer,
  reset,
  type Step,
  stall,
  startFaultServer,
} from '../../../test/vendors/fault-server.ts'
import { ProviderError } from './errors.ts'
import { http as answer, head } from './faults/fault.ts'
import { createHttp, type Http, type HttpOptions } from './http.ts'
import { createNetwork } from './network.ts'
import type { HttpRequest } from './request.ts'

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of open.splice(0)) await end()
})

async function start(
  answers: readonly (readonly Step[])[],
  options: Partial<HttpOptions> = {},
): Promise<{ server: FaultServer; http: Http; request: HttpRequest }> {
  const server = await startFaultServer({ answers })
  const http = createHttp({ vendor: 'x', retry: { baseMs: 5 }, limits: { totalMs: 8000 }, ...options })
  open.push(http.close, server.close)
  return { server, http, request: { url: `http://127.0.0.1:${server.port}/search?q=a%20b` } }
}

const good = answer(200, '{"ok":true}')

async function settled(check: () => boolean): Promise<boolean> {
  for (let turn = 0; turn < 200 && !check(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 10))
  return check()
}

it('gets JSON and text, posts JSON, and keeps the connection', async () => {
  const { http, server, request } = await start([good], { headers: { 'user-agent': 'sensorium-test' } })
  expect(await http.json(request)).toEqual({ ok: true })
  expect(await http.text(request)).toBe('{"ok":true}')
  expect(await http.json({ ...request, json: { a: 1 }, headers: { 'x-api-key': 'k' } })).toEqual({ ok: true })
  expect(server.requests[0]).toMatch(/^GET \/search\?q=a%20b HTTP\/1.1[\s\S]*user-agent: sensorium-test/)
  expect(server.requests[2]).toMatch(/^POST[\s\S]*x-api-key: k[\s\S]*\r\n\r\n\{"a":1\}$/)
  for (let turn = 0; turn < 5; turn += 1) await http.json(request)
  // The pool may open a second one while the first is just becoming free.
  expect(server.connections()).toBeLessThanOrEqual(2)
})

it('limits how many calls run at once, and lets the others wait', async () => {
  let running = 0
  let most = 0
  const { http, request } = await start([[30, ...good]], { concurrency: 2 })
  const calls = Array.from({ length: 6 }, () =>
    http.call(request, async (opened) => {
      running += 1
      most = Math.max(most, running)
      await opened.text()
      running -= 1
    }),
  )
  await Promise.all(calls)
  expect(most).toBeLessThanOrEqual(2)
})

it('counts the wait for a place within the total, and can be cancelled in it', async () => {
  const { http, request, server } = await start([[stall]], { concurrency: 1, limits: { totalMs: 500 } })
  const first = http.json(request)
  const cancel = new AbortController()
  const second = http.json(request, { signal: cancel.signal })
  const third = http.json(request)
  setTimeout(() => cancel.abort(new Error('user')), 50)
  const [one, two, three] = await Promise.allSettled([first, second, third])
  expect(one).toMatchObject({ reason: { kind: 'timeout', stage: 'total' } })
  expect(two).toMatchObject({ reason: { kind: 'cancelled' } })
  expect(three).toMatchObject({ reason: { kind: 'timeout', stage: 'total' } })
  expect(server.requests.length).toBeLessThanOrEqual(2)
})

it.each([
  ['before the headers', [stall]],
  ['in the middle of the body', [head(200, { 'content-length': '100' }), '{"a', stall]],
  ['in the middle of an error', [head(500, { 'content-length': '100' }), '{"a', stall]],
  ['while waiting to try again', answer(429, '', { 'retry-after': '4' })],
] as const)('closes the socket when cancelled %s', async (_name, steps) => {
  const { http, server, request } = await start([steps])
  const cancel = new AbortController()
  const call = http.json(request, { signal: cancel.signal })
  await settled(() => server.requests.length === 1)
  setTimeout(() => cancel.abort(), 50)
  await expect(call).rejects.toMatchObject({ kind: 'cancelled', retryable: false })
  if (_name !== 'while waiting to try again') expect(await settled(() => server.connections() === 0)).toBe(true)
  expect(server.requests).toHaveLength(1)
})

it('closes the socket the moment a stream is abandoned', async () => {
  const { http, server, request } = await start([[head(200, { 'content-length': '100' }), '{"a', stall]])
  for await (const bytes of http.stream(request, (opened) => opened.bytes())) if (bytes.length > 0) break
  expect(await settled(() => server.connections() === 0)).toBe(true)
})

it('sends nothing when it was cancelled before', async () => {
  const { http, server, request } = await start([good])
  await expect(http.json(request, { signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: 'cancelled' })
  expect(server.connections()).toBe(0)
})

it('repeats what does harm only when it surely did nothing', async () => {
  const once = await start([[reset], good])
  await expect(once.http.json({ ...once.request, json: {}, repeatable: false })).rejects.toMatchObject({
    kind: 'network',
  })
  expect(once.server.requests).toHaveLength(1)
  const twice = await start([answer(429), good])
  expect(await twice.http.json({ ...twice.request, json: {}, repeatable: false })).toEqual({ ok: true })
})

it('opens a circuit on repeated outage, says so, and probes again later', async () => {
  const network = createNetwork({ health: { failures: 3, coolMs: 200 } })
  open.push(network.close)
  const options = { network, retry: { attempts: 1 } }
  const { http, server, request } = await start([answer(503), answer(503), answer(503), good], options)
  for (let turn = 0; turn < 3; turn += 1) await expect(http.json(request)).rejects.toMatchObject({ status: 503 })
  await expect(http.json(request)).rejects.toMatchObject({
    kind: 'server',
    code: 'circuit_open',
    retryAfterMs: expect.any(Number),
    message: expect.stringContaining('failed 3 times in a row'),
  })
  expect(server.requests).toHaveLength(3)
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect(await http.json(request)).toEqual({ ok: true })
  expect(await http.json(request)).toEqual({ ok: true })
})

it('does not take bad requests, cancellations and short deadlines for an outage', async () => {
  const network = createNetwork({ health: { failures: 2, coolMs: 60_000 } })
  open.push(network.close)
  const { http, request } = await start([answer(400), answer(401), answer(429), [300, ...good]], {
    network,
    retry: { attempts: 1 },
  })
  for (let turn = 0; turn < 3; turn += 1) await http.json(request).catch(() => {})
  for (let turn = 0; turn < 3; turn += 1) await http.json(request, { limits: { totalMs: 50 } }).catch(() => {})
  expect(await http.json(request)).toEqual({ ok: true })
})

it('keeps the retries few when everything fails', async () => {
  const network = createNetwork({ health: { failures: 10_000 } })
  open.push(network.close)
  const { http, server, request } = await start([answer(503)], { network, concurrency: 50 })
  await Promise.allSettled(Array.from({ length: 50 }, () => http.json(request)))
  // Fifty calls with two retries each would be 150.
  expect(server.requests.length).toBeLessThan(100)
})

it('frees the place of a stream that nobody ends', async () => {
  const { http, request } = await start([[head(200, { 'content-length': '100' }), '{"a', stall], good], {
    concurrency: 1,
  })
  const abandoned = http.stream(request, (opened) => opened.bytes(), { limits: { totalMs: 200 } })
  await abandoned.next()
  expect(await http.json(request)).toEqual({ ok: true })
})

it('holds back a stream that is read slowly, and does not take the reader for a silent server', async () => {
  const body = 'x'.repeat(3_000_000)
  const { http, request } = await start([[...answer(200, body), close]], { limits: { idleMs: 150, totalMs: 10_000 } })
  let size = 0
  for await (const bytes of http.stream(request, (opened) => opened.bytes())) {
    if (size === 0) await new Promise((resolve) => setTimeout(resolve, 500))
    size += bytes.length
  }
  expect(size).toBe(body.length)
})

it('throws ProviderErrors only, which say who failed and hold no secret', async () => {
  const secret = 'sk-very-secret-0123456789'
  const { http, request } = await start([answer(400, `{"message":"key ${secret} and Bearer abcdef012345 are bad"}`)], {
    secrets: [secret],
  })
  const error = await http.json(request).catch((caught: unknown) => caught)
  expect(ProviderError.isInstance(error)).toBe(true)
  expect(String(error)).toBe('ProviderError: x: key [redacted] and Bearer [redacted] are bad (HTTP 400)')
})
