import { once } from 'node:events'
import { request } from 'node:http'
import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { answer, fakeNetwork, hostileServer } from '../attacks/harness.ts'
import { publicAddress } from '../attacks/rebinding.cases.ts'
import { createFilterProxy, type FilterProxy } from './filter.ts'

const names = {
  'site.example': [[publicAddress]],
  'inside.example': [['10.0.0.1']],
  'both.example': [['::1', publicAddress]],
}

async function proxied(filter: FilterProxy, url: string, headers = {}): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(filter.url)
  const sent = request({ host: hostname, port, path: url, headers: { host: 'lie.example', ...headers } }).end()
  const [response] = await once(sent, 'response')
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return { status: response.statusCode, text: Buffer.concat(chunks).toString() }
}

async function tunnelled(filter: FilterProxy, authority: string): Promise<{ status: number; socket: Socket }> {
  const { hostname, port } = new URL(filter.url)
  const sent = request({ host: hostname, port, method: 'CONNECT', path: authority }).end()
  const [response, socket] = await once(sent, 'connect')
  socket.on('error', () => {})
  return { status: response.statusCode, socket }
}

async function filtering(options = {}) {
  const server = await hostileServer((socket, request) => answer(socket, 200, [], `you sent:\n${request}`))
  const network = fakeNetwork(server.port, names)
  const filter = await createFilterProxy({ network, ...options })
  return {
    filter,
    network,
    server,
    [Symbol.asyncDispose]: async () => {
      await filter[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

const refusedTargets = [
  '127.0.0.1',
  '2130706433',
  '[::1]',
  '[::ffff:10.0.0.1]',
  '169.254.169.254',
  'localhost',
  'metadata.google.internal',
  'inside.example',
  'both.example',
  'site.example:22',
  'user@site.example',
]

describe('a filtering proxy', () => {
  test('forwards requests to permitted hosts, with the Host header of the address', async () => {
    await using site = await filtering()
    const { status, text } = await proxied(site.filter, 'http://site.example/path?q', {
      'proxy-authorization': 'x',
      accept: 'a/b',
    })
    expect(status).toBe(200)
    expect(text).toMatch(/GET \/path\?q HTTP\/1\.1/)
    expect(text).toMatch(/host: site\.example/i)
    expect(text).toMatch(/accept: a\/b/i)
    expect(text).not.toMatch(/lie\.example|proxy-authorization/i)
  })

  test('opens tunnels to permitted hosts', async () => {
    await using site = await filtering()
    const { status, socket } = await tunnelled(site.filter, 'site.example:443')
    expect(status).toBe(200)
    socket.write('GET /inside HTTP/1.1\r\n\r\n')
    const [chunk] = await once(socket, 'data')
    expect(String(chunk)).toMatch(/^HTTP\/1\.1 200/)
    expect(site.network.dialled).toEqual([`${publicAddress}:443`])
  })

  test.each(refusedTargets)('refuses %s for requests and tunnels', async (target) => {
    await using site = await filtering()
    expect((await proxied(site.filter, `http://${target}/`)).status).toBe(403)
    expect((await tunnelled(site.filter, /:\d+$/.test(target) ? target : `${target}:443`)).status).toBe(403)
    expect(site.network.dialled).toEqual([])
    expect(site.filter.refused.size).toBeGreaterThan(0)
  })

  test.each(['/etc/passwd', '/', 'ftp://site.example/', 'file:///etc/passwd'])(
    'refuses a request for %s',
    async (path) => {
      await using site = await filtering()
      expect((await proxied(site.filter, path)).status).toBe(403)
    },
  )

  test('permits a named private host', async () => {
    await using site = await filtering({ allowHosts: ['inside.example'] })
    expect((await proxied(site.filter, 'http://inside.example/')).status).toBe(200)
  })

  test('answers 502 for a host that does not exist', async () => {
    await using site = await filtering()
    expect((await proxied(site.filter, 'http://nowhere.example/')).status).toBe(502)
  })

  test('ends a tunnel that moves more bytes than the budget', async () => {
    await using site = await filtering({ bytes: 10_000 })
    const { socket } = await tunnelled(site.filter, 'site.example:443')
    socket.write(Buffer.alloc(20_000))
    await once(socket, 'close')
  })

  test('ends a tunnel that outlasts its time', async () => {
    await using site = await filtering({ totalMs: 200 })
    const { socket } = await tunnelled(site.filter, 'site.example:443')
    await once(socket, 'close')
    await site.server.abandoned()
  })

  test('ends everything when it is closed', async () => {
    await using site = await filtering()
    const { socket } = await tunnelled(site.filter, 'site.example:443')
    const closed = once(socket, 'close')
    await site.filter[Symbol.asyncDispose]()
    await closed
    await site.server.abandoned()
  })
})
