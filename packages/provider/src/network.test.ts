import { constants, createSecureServer } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { type Certificate, makeCertificate } from '../../../test/vendors/certificate.ts'
import { close, type FaultServer, stall, startFaultServer } from '../../../test/vendors/fault-server.ts'
import { startProxy } from '../../../test/vendors/proxy.ts'
import { http as answer } from './faults/fault.ts'
import { createHttp, type Http, type HttpOptions } from './http.ts'
import { createNetwork, type NetworkOptions } from './network.ts'
import { networkError } from './network-error.ts'
import { proxyFromEnvironment } from './proxy.ts'

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

function client(network: NetworkOptions, options: Partial<HttpOptions> = {}): Http {
  const shared = createNetwork(network)
  open.push(shared.close)
  const limits = { totalMs: 8000 }
  return createHttp({ vendor: 'x', network: shared, retry: { attempts: 1 }, limits, ...options })
}

async function serve(tls?: Certificate): Promise<FaultServer> {
  const server = await startFaultServer({ answers: [answer(200, '{"ok":true}')], tls })
  open.push(server.close)
  return server
}

const days = 86_400_000

it.each([
  ['a certificate that nobody signed', {}, undefined, /not trusted.*TLS CA setting/],
  [
    'an expired certificate',
    { from: new Date(Date.now() - 9 * days), until: new Date(Date.now() - days) },
    true,
    /expired/,
  ],
  [
    'a certificate that is not valid yet',
    { from: new Date(Date.now() + days), until: new Date(Date.now() + 9 * days) },
    true,
    /not trusted/,
  ],
  ['a certificate of another host', { names: ['other.example'] as const }, true, /another host name/],
] as const)('refuses %s, once', async (_name, options, trusted, says) => {
  const certificate = makeCertificate(options)
  const server = await serve(certificate)
  const http = client(trusted ? { tls: { ca: certificate.cert } } : {}, { retry: { attempts: 3 } })
  await expect(http.json({ url: `https://127.0.0.1:${server.port}/` })).rejects.toMatchObject({
    kind: 'network',
    retryable: false,
    message: expect.stringMatching(says),
  })
  expect(server.requests).toHaveLength(0)
})

it('trusts an authority of its own', async () => {
  const certificate = makeCertificate()
  const server = await serve(certificate)
  const http = client({ tls: { ca: [certificate.cert] } })
  expect(await http.json({ url: `https://localhost:${server.port}/` })).toEqual({ ok: true })
})

it.each([
  ['a proxy', { proxy: { http: 'http://user:hunter2@[broken' } }, 'proxy'],
  ['an authority', { tls: { ca: 'no certificate' } }, 'tls.ca'],
] as const)('refuses %s that is none, at every call, and can still be closed', async (_name, options, field) => {
  const http = client(options)
  for (let turn = 0; turn < 2; turn += 1) {
    await expect(http.json({ url: 'http://127.0.0.1:9/' })).rejects.toMatchObject({
      kind: 'parameters',
      field,
      message: expect.not.stringContaining('hunter2'),
    })
  }
})

it('says so when the server speaks no TLS, or never finishes its handshake', async () => {
  const plain = await startFaultServer({ answers: [], accept: ['HTTP/1.1 400 Bad Request\r\n\r\n', close] })
  open.push(plain.close)
  const http = client({})
  await expect(http.json({ url: `https://127.0.0.1:${plain.port}/` })).rejects.toMatchObject({ kind: 'network' })
  const silent = await startFaultServer({ answers: [], accept: [stall] })
  open.push(silent.close)
  const limits = { connectMs: 400 }
  await expect(http.json({ url: `https://127.0.0.1:${silent.port}/` }, { limits })).rejects.toMatchObject({
    kind: 'timeout',
    stage: 'connect',
  })
})

it('speaks HTTP/2 where the server does, and HTTP/1.1 when told to', async () => {
  const certificate = makeCertificate()
  const versions: string[] = []
  const server = createSecureServer({ ...certificate, allowHTTP1: true }, (request, response) => {
    versions.push(request.httpVersion)
    response.setHeader('content-type', 'application/json')
    response.end('{"ok":true}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(async () => void server.close())
  const url = `https://localhost:${(server.address() as AddressInfo).port}/`
  const tls = { ca: certificate.cert }
  expect(await client({ tls }).json({ url, json: { a: 1 } })).toEqual({ ok: true })
  expect(await client({ tls, http2: false }).json({ url, json: { a: 1 } })).toEqual({ ok: true })
  expect(versions).toEqual(['2.0', '1.1'])
})

it('goes through the proxy of the environment, plain and tunnelled, and past it where it is told to', async () => {
  const certificate = makeCertificate()
  const [plain, secret] = [await serve(), await serve(certificate)]
  await using proxy = await startProxy()
  const settings = proxyFromEnvironment({ http_proxy: proxy.url, HTTPS_PROXY: proxy.url, NO_PROXY: 'localhost' })
  const http = client({ proxy: settings, tls: { ca: certificate.cert } })
  await http.json({ url: `http://127.0.0.1:${plain.port}/a` })
  await http.json({ url: `https://127.0.0.1:${secret.port}/b` })
  await http.json({ url: `http://localhost:${plain.port}/c` })
  expect(proxy.seen).toEqual([`http://127.0.0.1:${plain.port}/a`, `127.0.0.1:${secret.port}`])
  expect(plain.requests).toHaveLength(2)
})

it.each([
  ['asks for other credentials', 407, 'http', /credentials \(407\)/, false],
  ['asks for other credentials in a tunnel', 407, 'https', /credentials \(407\)/, false],
  ['refuses a tunnel', 502, 'https', /proxy did not connect us/, true],
  ['hangs up', 'hang-up', 'https', /proxy|connection broke/, true],
] as const)('tells of a proxy that %s', async (_name, refuse, scheme, says, retryable) => {
  await using proxy = await startProxy({ refuse })
  const http = client({ proxy: { http: proxy.url, https: proxy.url } })
  await expect(http.json({ url: `${scheme}://127.0.0.1:9/` })).rejects.toMatchObject({
    kind: 'network',
    retryable,
    message: expect.stringMatching(says),
  })
})

it('does not wait for a silent proxy, nor for a dead one', async () => {
  await using proxy = await startProxy({ refuse: 'silence' })
  const limits = { connectMs: 400 }
  const silent = client({ proxy: { https: proxy.url } }).json({ url: 'https://127.0.0.1:9/' }, { limits })
  await expect(silent).rejects.toMatchObject({ kind: 'timeout', stage: 'connect' })
  const port = await freePort()
  const dead = client({ proxy: { http: `http://127.0.0.1:${port}` } }).json({ url: 'http://127.0.0.1:9/' })
  await expect(dead).rejects.toMatchObject({ kind: 'network', code: 'ECONNREFUSED' })
})

it('says that nobody listens, and tries again', async () => {
  const url = `http://127.0.0.1:${await freePort()}/`
  await expect(client({}).json({ url })).rejects.toMatchObject({
    kind: 'network',
    retryable: true,
    code: 'ECONNREFUSED',
  })
})

it.each([
  ['ENOTFOUND', false, /does not exist; check the base URL/],
  ['EAI_AGAIN', true, /could not be looked up/],
  ['ENETUNREACH', true, /network cannot be reached/],
  ['ECONNRESET', true, /connection broke/],
] as const)('puts %s into words', (code, retryable, says) => {
  const cause = Object.assign(new Error('text of the system'), { code })
  const error = networkError('x', new URL('https://api.example/'), 'request', { cause })
  expect(error).toMatchObject({ kind: 'network', retryable, code, message: expect.stringMatching(says) })
})

it('finds the reason among the addresses that were tried', () => {
  const refused = Object.assign(new Error(''), { code: 'ECONNREFUSED' })
  const error = networkError('x', new URL('https://a.b/'), 'request', { cause: new AggregateError([refused, refused]) })
  expect(error.message).toContain('refused')
})

it.each([['a line\nbreak'], ['nul\0'], ['snow ☃']])('refuses a key that no header can hold: %j', async (key) => {
  const server = await serve()
  const call = client({}, { headers: { authorization: key }, secrets: [key] }).json({
    url: `http://127.0.0.1:${server.port}/`,
  })
  await expect(call).rejects.toMatchObject({
    kind: 'network',
    retryable: false,
    message: expect.stringMatching(/does the key hold/),
  })
})

it.each(['ftp://a.b/', 'file:///etc/passwd', 'not a url', ''])('refuses the address %j', async (url) => {
  await expect(client({}).json({ url })).rejects.toMatchObject({ kind: 'parameters', field: 'baseUrl' })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}

it('survives what goes wrong on HTTP/2: a stream reset in the middle, a session that goes away', async () => {
  const certificate = makeCertificate()
  let served = 0
  const server = createSecureServer(certificate)
  server.on('stream', (stream) => {
    stream.on('error', () => {})
    served += 1
    if (served === 1) stream.close(constants.NGHTTP2_REFUSED_STREAM)
    else if (served === 2) {
      stream.respond({ ':status': 200, 'content-type': 'application/json' })
      stream.write('{"ok":')
      setTimeout(() => stream.close(constants.NGHTTP2_INTERNAL_ERROR), 20)
    } else if (served === 3) stream.session?.destroy()
    else {
      stream.respond({ ':status': 200, 'content-type': 'application/json' })
      stream.end('{"ok":true}')
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(async () => void server.close())
  const http = client({ tls: { ca: certificate.cert } }, { retry: { attempts: 4, baseMs: 5 } })
  const url = `https://localhost:${(server.address() as AddressInfo).port}/`
  expect(await http.json({ url, json: {} })).toEqual({ ok: true })
  expect(served).toBe(4)
})

it('closes the HTTP/2 stream when it is cancelled', async () => {
  const certificate = makeCertificate()
  const server = createSecureServer(certificate)
  const cancel = new AbortController()
  const closed = new Promise<void>((resolve) => {
    server.on('stream', (stream) => {
      stream.on('error', () => {})
      stream.on('close', () => resolve())
      stream.respond({ ':status': 200, 'content-type': 'text/plain' })
      stream.write('some')
      setTimeout(() => cancel.abort(), 50)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(async () => void server.close())
  const http = client({ tls: { ca: certificate.cert } })
  const url = `https://localhost:${(server.address() as AddressInfo).port}/`
  const call = http.text({ url }, { signal: cancel.signal })
  await expect(call).rejects.toMatchObject({ kind: 'cancelled' })
  await closed
})
