import { fileURLToPath } from 'node:url'
import { Client as ModernClient, StreamableHTTPClientTransport as ModernHttp } from '@modelcontextprotocol/client'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { execa } from 'execa'
import { toolsets } from 'sensorium/toolsets'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSnippet, type Target } from './read-snippet.ts'
import { hostedServers, hosts, snippets } from './snippets.cases.ts'

const bin = fileURLToPath(new URL('../../packages/sensorium/src/bin.ts', import.meta.url))
const launch = ['--conditions=@sensorium/source', '--disable-warning=ExperimentalWarning', bin]
const key = 'dropin-key-0123456789abcdef'
const info = { name: 'dropin-test', version: '0' }

let gateway: { url: string; stop: () => Promise<void> }

beforeAll(async () => {
  const env = { PATH: process.env['PATH'], SENSORIUM_KEYS: key }
  const child = execa(process.execPath, [...launch, 'serve', '--port', '0'], { env, extendEnv: false, reject: false })
  let said = ''
  const url = await new Promise<string>((resolve, fail) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const match = /listening at (http:\/\/[^/\s]+)\/mcp/.exec(said)
      if (match?.[1] !== undefined) resolve(match[1])
    })
    void child.then(() => fail(new Error(`the gateway ended: ${said}`)))
  })
  gateway = {
    url,
    stop: async () => {
      child.kill('SIGKILL')
      await child
    },
  }
})
afterAll(() => gateway?.stop())

/** The tools that a client of either generation finds at a target. */
async function toolsAt({ url, legacy, headers }: Target, generation: 'first' | 'second'): Promise<string[]> {
  const requestInit = { headers: { ...headers } }
  if (legacy || generation === 'first') {
    const client = new Client(info)
    const at = new URL(url)
    const transport = legacy ? new SSEClientTransport(at) : new StreamableHTTPClientTransport(at, { requestInit })
    await client.connect(transport as Parameters<Client['connect']>[0])
    const { tools } = await client.listTools()
    await client.close()
    return tools.map(({ name }) => name)
  }
  const client = new ModernClient(info, { versionNegotiation: { mode: 'auto' } })
  await client.connect(new ModernHttp(new URL(url), { requestInit }))
  const { tools } = await client.listTools()
  await client.close()
  return tools.map(({ name }) => name)
}

describe.each(hostedServers)('a configuration for the hosted $name works with another host', (server) => {
  if (!Object.hasOwn(toolsets, server.ours)) {
    it.skip(`(needs the server ${server.ours})`)
    return
  }
  const cases = hosts.flatMap((host) => snippets.map((snippet) => ({ host, ...snippet })))

  it.each(cases)('$client, $host', async ({ host, form, text }) => {
    const changed = text(host, server).replace(host, gateway.url).replace('your_api_key', key)
    const target = readSnippet(form, changed)
    expect(new URL(target.url).origin).toBe(gateway.url)
    for (const generation of ['first', 'second'] as const)
      expect(await toolsAt(target, generation)).toEqual(expect.arrayContaining([...server.tools]))
  })

  it.each(cases.filter(({ host }) => host === hosts[0]))('$client, but a wrong key', async ({ host, form, text }) => {
    const target = readSnippet(form, text(host, server).replace(host, gateway.url))
    await expect(toolsAt(target, 'first')).rejects.toThrow(/401|Unauthorized/i)
  })
})

describe('what is known of the hosted servers besides', () => {
  it.skipIf(!Object.hasOwn(toolsets, 'web-search'))('serves the older path of search', async () => {
    const url = `${gateway.url}/api/mcp/web_search/sse?Authorization=${key}`
    expect(await toolsAt({ url, legacy: true, headers: {} }, 'first')).toContain('webSearchPrime')
  })

  it('accepts a notification with 202, which strict clients want', async () => {
    const response = await fetch(`${gateway.url}/api/mcp/web_reader/mcp`, {
      method: 'POST',
      headers: {
        authorization: key,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }),
    })
    expect(response.status).toBe(202)
  })

  it.skipIf(!Object.hasOwn(toolsets, 'vision'))('takes the environment of the local vision server', async () => {
    const env = { Z_AI_API_KEY: 'your_api_key', Z_AI_MODE: 'ZAI', PATH: process.env['PATH'] ?? '' }
    const client = new Client(info)
    const args = [...launch, 'stdio', '--only', 'vision']
    await client.connect(new StdioClientTransport({ command: process.execPath, args, env }))
    const names = (await client.listTools()).tools.map(({ name }) => name)
    await client.close()
    expect(names).toEqual(
      expect.arrayContaining([
        'ui_to_artifact',
        'extract_text_from_screenshot',
        'diagnose_error_screenshot',
        'understand_technical_diagram',
        'analyze_data_visualization',
        'ui_diff_check',
        'image_analysis',
        'video_analysis',
      ]),
    )
  })
})
