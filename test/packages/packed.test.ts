import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { type PackedPackage, packAll } from '@sensorium/dev/packed'
import { execa } from 'execa'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRepository, provingCalls, type Site, serveSite } from './calls.ts'
import { type InstalledPackage, installPacked } from './installed.ts'
import { findNode, newUser } from './nodes.ts'
import sizes from './sizes.json' with { type: 'json' }

const scratch = mkdtempSync(join(tmpdir(), 'sensorium-packed-'))
const home = join(scratch, 'home')
const repository = join(scratch, 'repository')
const oldest = await findNode('22.19.0')
const tooOld = await findNode('20.19.0')
let packed: PackedPackage[]
let site: Site
const installed = new Map<string, InstalledPackage>()

beforeAll(async () => {
  for (const folder of [home, repository]) mkdirSync(folder)
  packed = await packAll(join(scratch, 'tarballs'))
  site = await serveSite()
  await makeRepository(repository)
  for (const one of packed) installed.set(one.folder, await installPacked(one, join(scratch, one.folder)))
}, 180_000)

afterAll(async () => {
  await site?.[Symbol.asyncDispose]()
  rmSync(scratch, { recursive: true, force: true })
})

function find(folder: string): InstalledPackage {
  const found = installed.get(folder)
  if (found === undefined) throw new Error(`${folder} was not installed`)
  return found
}

const folders = ['web-search', 'web-reader', 'vision', 'repo-reader', 'code-interpreter', 'sensorium'] as const

it('publishes these packages and no other', () => {
  expect(packed.map(({ folder }) => folder).toSorted()).toEqual(folders.toSorted())
})

describe.each(folders)('%s from its tarball', (folder) => {
  it('is packed as npm wants it', async () => {
    const { tarball = '' } = packed.find((one) => one.folder === folder) ?? {}
    const { messages } = await publint({ pack: { tarball: readFileSync(tarball).buffer } })
    expect(messages).toEqual([])
  })

  it('weighs what was pinned', () => {
    const { megabytes, packages } = find(folder)
    const pin = sizes[folder]
    expect(packages).toBe(pin.packages)
    // Native parts differ a little between platforms.
    expect(megabytes).toBeLessThan(pin.megabytes * (packages > 1 ? 1.2 : 1.03))
  })

  it('tells an older Node what it needs', async (context) => {
    if (tooOld === undefined) return context.skip('no Node 20 to be had from npm')
    const { exitCode, stderr } = await execa(tooOld, [find(folder).bin], { reject: false, env: newUser(tooOld, home) })
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/^needs Node ≥ 22\.19, and this is Node 20\.19\.0/)
  })
})

const nodes = [
  ['this Node', process.execPath],
  ['Node 22.19', oldest],
] as const

describe.each(nodes)('on %s, in an empty home', { timeout: 60_000 }, (_name, node) => {
  const servers = folders.filter((folder) => folder !== 'sensorium')

  it.each(servers)('%s starts by its command, lists its tools and answers a call', async (folder) => {
    const program = node ?? expect.fail('no Node 22.19 to be had from npm')
    const calls = provingCalls(site.host, repository)[folder] ?? []
    const env = Object.assign({}, newUser(program, home), ...calls.map((call) => call.env))
    const transport = new StdioClientTransport({ command: program, args: [find(folder).bin], env, cwd: home })
    const client = new Client({ name: 'packed', version: '0' })
    await client.connect(transport)
    const { tools } = await client.listTools()
    for (const call of calls) {
      expect(tools.map(({ name }) => name)).toContain(call.tool)
      const { content } = await client.callTool({ name: call.tool, arguments: { ...call.arguments } })
      const text = content.map((block) => (block.type === 'text' ? block.text : '')).join('\n')
      expect(text).toMatch(call.says)
    }
    await client.close()
  })

  it('the suite serves all tools on stdio', async () => {
    const program = node ?? expect.fail('no Node 22.19 to be had from npm')
    const transport = new StdioClientTransport({
      command: program,
      args: [find('sensorium').bin, 'stdio'],
      env: newUser(program, home),
      cwd: home,
    })
    const client = new Client({ name: 'packed', version: '0' }, { versionNegotiation: { mode: 'auto' } })
    await client.connect(transport)
    expect((await client.listTools()).tools.length).toBeGreaterThan(15)
    await client.close()
  })
})

describe('a tarball', { timeout: 90_000 }, () => {
  it('starts by npx alone: offline, with an empty cache', async () => {
    const { tarball = '', bin = '' } = packed.find(({ folder }) => folder === 'web-reader') ?? {}
    const transport = new StdioClientTransport({
      command: 'npx',
      args: ['-y', '--offline', '-p', tarball, bin],
      env: newUser(process.execPath, home),
      cwd: home,
    })
    const client = new Client({ name: 'packed', version: '0' })
    await client.connect(transport)
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['webReader'])
    await client.close()
  })

  it('serves over HTTP with a key that the suite made and showed', async () => {
    const env = { ...newUser(process.execPath, home), SENSORIUM_ALLOW_PRIVATE_HOSTS: site.host }
    const gateway = execa(process.execPath, [find('sensorium').bin, 'serve', '--port', '0'], {
      env,
      extendEnv: false,
      cwd: home,
      reject: false,
      buffer: false,
    })
    try {
      const url = await new Promise<string>((resolve, reject) => {
        let said = ''
        gateway.stderr.on('data', (chunk: Buffer) => {
          said += chunk.toString()
          const match = /listening at (http:\/\/[^/\s]+)\/mcp/.exec(said)
          if (match?.[1] !== undefined) resolve(match[1])
        })
        void gateway.then(() => reject(new Error(said)))
      })
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
      const key = readFileSync(join(home, '.config', 'sensorium', 'key'), 'utf8').trim()
      const page = `http://${site.host}/page`
      const response = await fetch(`${url}/api/mcp/web_reader/mcp`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: 1,
          method: 'tools/call',
          params: { name: 'webReader', arguments: { url: page } },
        }),
      })
      expect(await response.text()).toContain('underwater forests')
    } finally {
      gateway.kill('SIGTERM')
      await gateway
    }
  })
})
