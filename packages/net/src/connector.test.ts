import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { hasOpenssl, makeCertificate } from './attacks/certificate.ts'
import { answer, type FakeNetwork, fakeNetwork, hostileServer } from './attacks/harness.ts'
import { publicAddress } from './attacks/rebinding.cases.ts'
import { createFetcher } from './fetcher.ts'
import { proxyFor, readProxySettings } from './proxy/settings.ts'

const names = { 'site.example': [[publicAddress]], 'inside.example': [['10.0.0.1']], 'proxy.corp': [['10.9.9.9']] }

async function text(fetched: Promise<{ bytes: Uint8Array }>): Promise<string> {
  return Buffer.from((await fetched).bytes).toString()
}

describe.skipIf(!hasOpenssl())('https (needs openssl to make a certificate)', () => {
  async function secureSite() {
    const { key, cert } = makeCertificate('site.example')
    const asked: (string | false | null)[] = []
    const server = createTlsServer({ key, cert }, (socket) => {
      asked.push(socket.servername)
      socket.on('error', () => {}).once('data', () => answer(socket, 200, [], 'secret garden'))
    })
    server.on('tlsClientError', () => {}).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const network = fakeNetwork((server.address() as AddressInfo).port, {
      ...names,
      'alias.example': [[publicAddress]],
    })
    return { asked, cert, network, [Symbol.dispose]: () => void server.close() }
  }

  test('checks the certificate against the name of the address, not the address connected to', async () => {
    using site = await secureSite()
    await using fetcher = createFetcher({ network: { ...site.network, ca: site.cert } })
    expect(await text(fetcher.get('https://site.example/'))).toBe('secret garden')
    expect(site.asked).toEqual(['site.example'])
    expect(site.network.dialled).toEqual([`${publicAddress}:443`])
  })

  test.each([
    ['is made for another name', 'https://alias.example/', true],
    ['is made for a name, not an address', `https://${publicAddress}/`, true],
    ['nobody vouches for', 'https://site.example/', false],
  ])('refuses a certificate that %s', async (_why, url, trusted) => {
    using site = await secureSite()
    await using fetcher = createFetcher({ network: { ...site.network, ...(trusted ? { ca: site.cert } : {}) } })
    await expect(fetcher.get(url)).rejects.toMatchObject({ kind: 'tls' })
  })
})

test('https to a server that speaks no TLS is told as such', async () => {
  await using server = await hostileServer(() => {})
  const network = fakeNetwork(server.port, names)
  const plain: FakeNetwork = {
    ...network,
    connect: (...to) =>
      network.connect(...to).once('connect', function hello(this: Socket) {
        this.unshift('HTTP/1.1 400 Bad Request\r\n\r\n')
      }),
  }
  await using fetcher = createFetcher({ network: plain })
  await expect(fetcher.get('https://site.example/')).rejects.toMatchObject({ kind: 'tls' })
})

test('a TLS handshake that never ends stops at the connect limit', async () => {
  await using server = await hostileServer(() => {})
  const network = fakeNetwork(server.port, names)
  await using fetcher = createFetcher({ network, limits: { connectMs: 200 } })
  await expect(fetcher.get('https://site.example/')).rejects.toMatchObject({ kind: 'timeout' })
  await server.abandoned()
})

describe('behind a proxy', () => {
  /** A proxy that notes what it is asked and answers requests itself; tunnels end at `tunnelPort`. */
  async function recordingProxy(status = 200) {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(
        `${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? '-'} ${request.headers.host}`,
      )
      response.writeHead(status).end('by proxy')
    })
    server.on('connect', (request, socket) => {
      asked.push(`CONNECT ${request.url} ${request.headers['proxy-authorization'] ?? '-'}`)
      socket.end(`HTTP/1.1 ${status} Whatever\r\n\r\n`)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    return {
      asked,
      network: fakeNetwork(port, names),
      [Symbol.dispose]: () => {
        server.closeAllConnections()
        server.close()
      },
    }
  }
  const settings = {
    httpProxy: 'http://me:pa%20ss@proxy.corp:3128',
    httpsProxy: 'proxy.corp:3128',
    noProxy: 'direct.example',
  }
  const basic = `Basic ${Buffer.from('me:pa ss').toString('base64')}`

  test('http goes in absolute form, with the proxy’s own credentials; the proxy itself may be private', async () => {
    using proxy = await recordingProxy()
    await using fetcher = createFetcher({ network: proxy.network, proxy: settings })
    expect(await text(fetcher.get('http://site.example/a?b'))).toBe('by proxy')
    expect(proxy.asked).toEqual([`GET http://site.example/a?b ${basic} site.example`])
    expect(proxy.network.dialled).toEqual(['10.9.9.9:3128'])
  })

  test('https goes through a tunnel to the name', async () => {
    using proxy = await recordingProxy()
    await using fetcher = createFetcher({ network: proxy.network, proxy: settings })
    await expect(fetcher.get('https://site.example/')).rejects.toMatchObject({ kind: 'tls' })
    expect(proxy.asked).toEqual(['CONNECT site.example:443 -'])
  })

  test('a name that only the proxy knows is left to it', async () => {
    using proxy = await recordingProxy()
    await using fetcher = createFetcher({ network: proxy.network, proxy: settings })
    expect(await text(fetcher.get('http://elsewhere.example/'))).toBe('by proxy')
  })

  test.each([
    'http://127.0.0.1/',
    'http://169.254.169.254/',
    'http://localhost/',
    'http://metadata.google.internal/',
    'http://intranet/',
    'http://inside.example/',
    'https://inside.example/',
    'http://site.example:22/',
  ])('%s is refused before the proxy is asked', async (url) => {
    using proxy = await recordingProxy()
    await using fetcher = createFetcher({ network: proxy.network, proxy: settings })
    await expect(fetcher.get(url)).rejects.toMatchObject({ kind: 'blocked' })
    expect(proxy.asked).toEqual([])
  })

  test('a proxy that refuses is named, without its password', async () => {
    using proxy = await recordingProxy(407)
    await using fetcher = createFetcher({ network: proxy.network, proxy: settings })
    const error = await fetcher.get('https://site.example/').catch((reason: unknown) => reason)
    expect(error).toMatchObject({ kind: 'connection', message: expect.stringContaining('proxy.corp:3128 refused') })
    expect(String(error)).not.toMatch(/pa.?ss/)
  })

  test('a proxy that cannot be reached is named', async () => {
    const network = { ...fakeNetwork(1, names), connect: () => connect(1, '127.0.0.1') }
    await using fetcher = createFetcher({ network, proxy: settings })
    const expected = { kind: 'connection', message: expect.stringContaining('proxy proxy.corp:3128 cannot be reached') }
    await expect(fetcher.get('http://site.example/')).rejects.toMatchObject(expected)
  })

  test.each([
    ['http://a.example/', 'a.example', undefined],
    ['http://www.a.example/', 'a.example', undefined],
    ['http://www.a.example/', '.a.example', undefined],
    ['http://www.a.example/', '*.a.example, other', undefined],
    ['http://xa.example/', 'a.example', 'p:1'],
    ['http://a.example:8080/', 'a.example:8080', undefined],
    ['http://a.example:8080/', 'a.example:80', 'p:1'],
    ['http://a.example/', 'a.example:80', undefined],
    ['http://[::1]/', '[::1]', undefined],
    ['http://a.example/', '*', undefined],
    ['http://a.example/', '', 'p:1'],
    ['https://a.example/', '', 's:2'],
  ])('%s with NO_PROXY=%j goes by %s', (url, noProxy, host) => {
    expect(
      proxyFor(new URL(url), readProxySettings({ httpProxy: 'http://p:1', httpsProxy: 'https://s:2', noProxy }))?.host,
    ).toBe(host)
  })

  test('a setting that is no address is refused with its name', () => {
    expect(() => createFetcher({ proxy: { httpProxy: 'socks5://p:1' } })).toThrow(/HTTP_PROXY/)
  })
})
