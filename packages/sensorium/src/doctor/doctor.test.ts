import { once } from 'node:events'
import { chmod } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type TestHome, testHome } from '../testing/home.ts'
import type { CheckGroup } from './check.ts'
import { clientConfigurations } from './client-configurations.ts'
import { doctor } from './doctor.ts'
import { type Examined, examine } from './examine.ts'
import { keys } from './keys.ts'
import { machine } from './machine.ts'
import { network } from './network.ts'
import { ownFiles } from './own-files.ts'
import { sandbox } from './sandbox.ts'

const key = 'key-0123456789abcdef'

async function find(home: TestHome, group: CheckGroup, name: string, checkKeys = false): Promise<Examined | undefined> {
  return (await examine([group], { place: home.place, checkKeys })).find((examined) => examined.name === name)
}

async function serve(listener: RequestListener): Promise<AsyncDisposable & { port: number; origin: string }> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const stop = async () => {
    server.closeAllConnections()
    server.close()
  }
  return { port, origin: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: stop }
}

/** A home with programs of its own on PATH. */
async function homeWith(
  programs: Readonly<Record<string, string>>,
  env: Record<string, string> = {},
): Promise<TestHome> {
  const home = await testHome(env)
  const bin = join(home.place.home, 'bin')
  Object.assign(home.place, { env: { ...home.place.env, PATH: bin } })
  for (const [name, body] of Object.entries(programs)) {
    const file = await home.write(join(bin, name), `#!/bin/sh\n${body}\n`)
    await chmod(file, 0o755)
  }
  return home
}

describe('the run', () => {
  it('outlives checks that throw or hang, and shows no key', async () => {
    await using home = await testHome()
    const group: CheckGroup = {
      title: 'Trouble',
      checks: async () => [
        { name: 'throws', run: () => Promise.reject(new Error(`Authorization: Bearer ${key}`)) },
        { name: 'hangs', run: () => new Promise(() => {}) },
        { name: 'works', run: async () => ({ state: 'ok', detail: 'yes' }) },
      ],
    }
    expect(await examine([group], { place: home.place, checkKeys: false }, 50)).toMatchObject([
      { group: 'Trouble', name: 'throws', state: 'broken', detail: expect.not.stringContaining(key) },
      { name: 'hangs', state: 'warn', detail: 'gave no answer in time' },
      { name: 'works', state: 'ok' },
    ])
  })

  it('ends with 0 while nothing is broken and with 1 when something is', { timeout: 90_000 }, async () => {
    await using home = await testHome({ SENSORIUM_PORT: '0' })
    expect((await home.run(doctor, [])).code).toBe(0)
    const file = await home.write(join(home.place.home, '.config', 'sensorium', 'key'), key)
    await chmod(file, 0o644)
    const { code, stdout } = await home.run(doctor, [])
    expect(code).toBe(1)
    expect(stdout).toContain(`→ chmod 600 ${file}`)
    const examined = JSON.parse((await home.run(doctor, ['--json'])).stdout)
    expect(examined).toContainEqual({
      group: 'Own files',
      name: 'Key',
      state: 'broken',
      detail: `${file} can be read by others (mode 644)`,
      fix: `chmod 600 ${file}`,
    })
    expect(stdout).not.toContain(key)
  })

  it('speaks Chinese where the terminal does', { timeout: 90_000 }, async () => {
    await using home = await testHome({ SENSORIUM_PORT: '0', LANG: 'zh_CN.UTF-8' })
    const { stdout } = await home.run(doctor, [])
    expect(stdout).toMatch(/^本机$[\s\S]*^网络$[\s\S]*端口 [\s\S]*^密钥$[\s\S]*未设置，也不需要/m)
    // Word by word: what a sandbox says of itself stays English, with its own words.
    expect(stdout).not.toMatch(/\b(?:with it|is set|is needed)\b/)
  })

  it('calls an unknown option a wrong use', async () => {
    await using home = await testHome()
    expect(await home.run(doctor, ['--nope'])).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('the machine', () => {
  it('tells versions of what is there and how to install what is not', async () => {
    await using home = await homeWith({ git: 'echo git version 2.47.1', 'apt-get': 'exit 0' })
    expect(await find(home, machine, 'git')).toMatchObject({ state: 'ok', detail: expect.stringContaining('2.47.1') })
    expect(await find(home, machine, 'tesseract')).toMatchObject({
      state: 'missing',
      fix: expect.stringMatching(/^(sudo )?apt-get install -y tesseract-ocr$/),
    })
  })

  it('uses the package manager that is there, by its names', async () => {
    await using home = await homeWith({ brew: 'exit 0' })
    expect(await find(home, machine, 'tesseract')).toMatchObject({ fix: 'brew install tesseract' })
  })

  it('calls a program broken that does not run', async () => {
    await using home = await homeWith({ ffmpeg: 'echo cannot load libx >&2; exit 127' })
    expect(await find(home, machine, 'ffmpeg')).toMatchObject({
      state: 'broken',
      detail: expect.stringContaining('cannot load libx'),
    })
  })

  it('tries whether bubblewrap may make namespaces', async () => {
    await using home = await homeWith({ bwrap: '[ "$1" = --version ] && exit 0; echo no permissions >&2; exit 1' })
    expect(await find(home, machine, 'bubblewrap')).toMatchObject({
      state: 'broken',
      detail: expect.stringContaining('no permissions'),
      fix: expect.stringContaining('sysctl'),
    })
  })

  it('asks no macOS for bubblewrap', async () => {
    await using home = await testHome()
    Object.assign(home.place, { platform: 'darwin' })
    expect(await find(home, machine, 'bubblewrap')).toBeUndefined()
  })
})

describe('the sandbox', () => {
  it('shows each backend in turn, and how to get those that do not work', async () => {
    await using home = await homeWith({ 'apt-get': 'exit 0' })
    const examined = await examine([sandbox], { place: home.place, checkKeys: false })
    expect(examined.map(({ name }) => name)).toEqual(['bubblewrap', 'gvisor', 'seatbelt', 'pyodide'])
    expect(examined[0]).toMatchObject({
      state: 'missing',
      detail: expect.stringContaining('not installed'),
      fix: expect.stringContaining('apt-get install -y bubblewrap'),
    })
  })

  it('warns where code would run with nothing around it', async () => {
    await using home = await homeWith({}, { SENSORIUM_DANGEROUSLY_RUN_WITHOUT_SANDBOX: 'true' })
    const found = await find(home, sandbox, 'unsandboxed')
    expect(found?.state).not.toBe('ok')
    expect(found).toMatchObject({ fix: expect.stringMatching(/unset SENSORIUM_DANGEROUSLY|python3/) })
  })

  it('says which setting is wrong', async () => {
    await using home = await testHome({ SENSORIUM_CODE_BACKEND: 'unsandboxed' })
    expect(await find(home, sandbox, 'Settings')).toMatchObject({
      state: 'broken',
      detail: expect.stringContaining('dangerouslyRunWithoutSandbox'),
    })
  })
})

describe('the network', () => {
  it('knows a gateway of ours from another program on the port', async () => {
    await using gateway = await serve((_, response) => response.end('ok'))
    await using ours = await testHome({ SENSORIUM_PORT: String(gateway.port) })
    expect(await find(ours, network, 'Port')).toMatchObject({ state: 'ok', detail: expect.stringContaining('gateway') })
    const other = createTcpServer((socket) => socket.end('nope\r\n')).listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    await using theirs = await testHome({ SENSORIUM_PORT: String(port) })
    expect(await find(theirs, network, 'Port')).toMatchObject({
      state: 'warn',
      fix: `sensorium serve --port ${port + 1}`,
    })
    other.close()
  })

  it('tries proxies and shows no password', async () => {
    await using proxy = await serve((_, response) => response.end())
    await using home = await testHome({
      HTTPS_PROXY: `http://user:${key}@127.0.0.1:${proxy.port}`,
      http_proxy: 'http://127.0.0.1:1',
    })
    const found = await find(home, network, 'HTTPS_PROXY')
    expect(found).toMatchObject({ state: 'ok' })
    expect(JSON.stringify(found)).not.toContain(key)
    expect(await find(home, network, 'HTTP_PROXY')).toMatchObject({
      state: 'broken',
      fix: 'unset HTTP_PROXY http_proxy',
    })
    expect(await find(home, network, 'NO_PROXY')).toMatchObject({
      state: 'warn',
      fix: expect.stringContaining('127.0.0.1'),
    })
  })

  it('calls a proxy that is no address broken', async () => {
    await using home = await testHome({ HTTPS_PROXY: 'proxy:8080:x', NO_PROXY: 'localhost,127.0.0.1' })
    expect(await find(home, network, 'HTTPS_PROXY')).toMatchObject({ state: 'broken' })
    expect(await find(home, network, 'NO_PROXY')).toMatchObject({ state: 'ok' })
  })
})

describe('keys', () => {
  it.each([
    { says: 'accepts', status: 200, body: '{"code":200,"data":{}}', state: 'ok' },
    { says: 'refuses', status: 401, body: '{}', state: 'broken' },
    { says: 'refuses in a body under status 200', status: 200, body: '{"code":1001,"msg":"no"}', state: 'broken' },
    { says: 'is out of order', status: 503, body: '<html>', state: 'warn' },
  ])('are tried only when asked: a vendor $says', async ({ status, body, state }) => {
    const seen: (string | undefined)[] = []
    await using vendor = await serve((request, response) => {
      seen.push(`${request.url} ${request.headers.authorization}`)
      response.writeHead(status).end(body)
    })
    await using home = await testHome({ Z_AI_API_KEY: key, Z_AI_BASE_URL: `${vendor.origin}/api/paas/v4` })
    expect(await find(home, keys, 'Z.AI')).toMatchObject({ state: 'ok', detail: 'set by Z_AI_API_KEY' })
    expect(seen).toEqual([])
    const tried = await find(home, keys, 'Z.AI', true)
    expect(tried).toMatchObject({ state })
    expect(seen).toEqual([`/api/monitor/usage/quota/limit Bearer ${key}`])
    expect(JSON.stringify(tried)).not.toContain(key)
  })

  it.each(['your_api_key', '"quoted-twice-0123"', '<KEY>'])('may be placeholders: %s', async (placeholder) => {
    await using home = await testHome({ GITHUB_TOKEN: placeholder })
    expect(await find(home, keys, 'GitHub', true)).toMatchObject({ state: 'warn', fix: 'export GITHUB_TOKEN=KEY' })
  })

  it('warn when the vendor cannot be reached', async () => {
    await using home = await testHome({ Z_AI_API_KEY: key, Z_AI_BASE_URL: 'http://127.0.0.1:1/' })
    expect(await find(home, keys, 'Z.AI', true)).toMatchObject({ state: 'warn' })
  })
})

describe('clients', () => {
  const write = (home: TestHome, entry: unknown) =>
    home.write(join(home.place.home, '.cursor', 'mcp.json'), JSON.stringify({ mcpServers: { sensorium: entry } }))

  it('that are installed and not configured are told with the line that does it', async () => {
    await using home = await homeWith({ droid: 'exit 0' })
    expect(await find(home, clientConfigurations, 'Factory Droid')).toMatchObject({
      state: 'missing',
      fix: 'sensorium add droid',
    })
  })

  it('are broken when what they start is not there', async () => {
    await using home = await testHome()
    await write(home, { command: '/gone/node', args: ['/gone/bin.js', 'stdio'] })
    expect(await find(home, clientConfigurations, 'Cursor: sensorium')).toMatchObject({
      state: 'broken',
      detail: expect.stringContaining('/gone/node'),
      fix: 'sensorium add cursor',
    })
    await write(home, { command: 'npx', args: ['-y', 'sensorium', 'stdio'] })
    expect(await find(home, clientConfigurations, 'Cursor: sensorium')).toMatchObject({
      detail: expect.stringContaining('PATH'),
    })
  })

  it('are tried against their gateway with their own key', async () => {
    await using gateway = await serve(({ headers }, response) => {
      response.writeHead(headers.authorization === `Bearer ${key}` ? 405 : 401).end()
    })
    await using home = await testHome()
    const url = `${gateway.origin}/mcp`
    await write(home, { url, headers: { Authorization: `Bearer ${key}` } })
    expect(await find(home, clientConfigurations, 'Cursor: sensorium')).toMatchObject({ state: 'ok' })
    await write(home, { url, headers: { Authorization: 'Bearer other' } })
    expect(await find(home, clientConfigurations, 'Cursor: sensorium')).toMatchObject({ state: 'broken' })
    await write(home, { url: 'http://127.0.0.1:1/mcp?Authorization=key-0123456789abcdef' })
    const dead = await find(home, clientConfigurations, 'Cursor: sensorium')
    expect(dead).toMatchObject({ state: 'warn', fix: 'sensorium serve' })
    expect(JSON.stringify(dead)).not.toContain(key)
  })

  it('are broken when their file cannot be read', async () => {
    await using home = await testHome()
    await home.write(join(home.place.home, '.cursor', 'mcp.json'), '{')
    expect(await find(home, clientConfigurations, 'Cursor')).toMatchObject({
      state: 'broken',
      fix: expect.stringContaining('by hand'),
    })
  })
})

it('calls its own folder made later while it is not there', async () => {
  await using home = await testHome()
  expect(await find(home, ownFiles, 'Key')).toMatchObject({ state: 'ok' })
})
