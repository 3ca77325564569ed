import { Agent, request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, startHttp } from '../doors/process.ts'
import { type NginxProcess, nginxMissing, startNginx } from './nginx.ts'

const key = 'a-key-of-the-proxy-tests'
const name = 'sensorium.example'
const mcp = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }

interface Asked {
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly message?: object
  /** The client's own address; all of 127.0.0.0/8 is this machine. */
  readonly from?: string
}

describe.skipIf(nginxMissing !== '')(`behind nginx with TLS${nginxMissing}`, { timeout: 30_000 }, () => {
  const scope = new AsyncDisposableStack()
  let gateway: RunningServer
  let proxy: NginxProcess
  beforeAll(async () => {
    const flags = ['--trusted-proxies', '127.0.0.1', '--server-names', name]
    gateway = scope.use(await startHttp(flags, { SENSORIUM_KEYS: key }))
    proxy = scope.use(await startNginx(gateway.url, name))
  })
  afterAll(() => scope.disposeAsync())

  async function ask({ path = '/mcp', headers = {}, message, from = '127.0.0.2' }: Asked) {
    // The name in a request may be a lie on purpose; the certificate is the proxy's own all the same.
    const connect = { ca: proxy.ca, checkServerIdentity: () => undefined }
    const dispatcher = scope.adopt(new Agent({ connect, localAddress: from }), (agent) => agent.destroy())
    const post = message && { method: 'POST' as const, body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }) }
    const all = { host: `${name}:${proxy.port}`, ...(message === undefined ? {} : mcp), ...headers }
    return await request(`https://127.0.0.1:${proxy.port}${path}`, { dispatcher, headers: all, ...post })
  }
  const call = (tool: string, args: object, meta = {}) => ({
    method: 'tools/call',
    params: { name: tool, arguments: args, ...meta },
  })
  const auth = { authorization: `Bearer ${key}` }

  it('answers calls', async () => {
    const { statusCode, body } = await ask({ headers: auth, message: call('echo', { message: 'through' }) })
    expect([statusCode, await body.text()]).toEqual([200, expect.stringContaining('through')])
  })

  it('streams progress while the call runs, though the proxy buffers by default', async () => {
    const message = call('slow', { ms: 3_000, steps: 30 }, { _meta: { progressToken: 7 } })
    const { body } = await ask({ headers: auth, message })
    const chunks: string[] = []
    for await (const chunk of body) chunks.push(String(chunk))
    expect(chunks.length).toBeGreaterThan(3)
    expect(chunks[0]).toContain('notifications/progress')
    expect(chunks[0]).not.toContain('"result"')
    expect(chunks.at(-1)).toContain('"result"')
  })

  it('opens a legacy stream at once', async () => {
    const { body, headers } = await ask({ path: '/sse', headers: { ...auth, accept: 'text/event-stream' } })
    expect(headers['content-type']).toContain('text/event-stream')
    const first = await new Promise((resolve) => body.once('data', resolve))
    expect(String(first)).toContain('event: endpoint')
    body.destroy()
  })

  it('shows the address that clients know it by', async () => {
    const { body } = await ask({ path: '/' })
    expect(await body.text()).toContain(`https://${name}:${proxy.port}/mcp`)
  })

  it('checks the name that the client asked for, not the proxy’s own', async () => {
    expect((await ask({ path: '/', headers: { host: 'attacker.example' } })).statusCode).toBe(403)
  })

  it('logs the client’s address, whatever the client says of it', async () => {
    const headers = { 'x-forwarded-for': '9.9.9.9', forwarded: 'for=8.8.8.8' }
    expect((await ask({ headers, message: call('echo', { message: 'x' }), from: '127.0.0.9' })).statusCode).toBe(401)
    await expect.poll(gateway.log).toContain('"address":"127.0.0.9"')
    expect(gateway.log()).not.toMatch(/9\.9\.9\.9|8\.8\.8\.8/)
  })

  it('holds each address to its own refused keys, and lets a valid key in from any', async () => {
    const message = call('echo', { message: 'x' })
    const statuses = new Set<number>()
    for (let tries = 0; tries < 65; tries += 1) {
      const { statusCode, headers, body } = await ask({ message, from: '127.0.0.5' })
      await body.dump()
      statuses.add(statusCode)
      if (statusCode === 429) expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    }
    expect([...statuses]).toEqual([401, 429])
    expect((await ask({ message, from: '127.0.0.6' })).statusCode).toBe(401)
    expect((await ask({ message, headers: auth, from: '127.0.0.5' })).statusCode).toBe(200)
  })

  it('believes nobody but the proxy', async () => {
    const dispatcher = scope.adopt(new Agent({ localAddress: '127.0.0.7' }), (agent) => agent.destroy())
    const headers = { 'x-forwarded-host': name, 'x-forwarded-proto': 'https', 'x-forwarded-for': '9.9.9.9' }
    const { body } = await request(gateway.url, { dispatcher, headers })
    const page = await body.text()
    expect(page).toContain(`${gateway.url}/mcp`)
    expect(page).not.toContain(name)
  })
})

it.each(['anybody', '10.0.0.0/40'])('refuses to start with %s for a proxy', async (range) => {
  await expect(startHttp(['--trusted-proxies', range])).rejects.toThrow('--trusted-proxies')
})
