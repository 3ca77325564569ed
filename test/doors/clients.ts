import { Client as ModernClient, StreamableHTTPClientTransport as ModernHttp } from '@modelcontextprotocol/client'
import { StdioClientTransport as ModernStdio } from '@modelcontextprotocol/client/stdio'
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js'
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { launch } from './process.ts'

export interface CallOptions {
  readonly signal?: AbortSignal
  readonly onprogress?: (update: { progress: number; total?: number | undefined; message?: string | undefined }) => void
}

/** What every test needs of a client, whichever generation of the SDK it comes from. */
export interface TestClient extends AsyncDisposable {
  readonly era: string | undefined
  readonly list: () => Promise<{ name: string }[]>
  readonly call: (name: string, args: Record<string, unknown>, options?: CallOptions) => Promise<CallResult>
}

export interface CallResult {
  readonly content: readonly { type: string; text?: string; data?: string; mimeType?: string }[]
  readonly structuredContent?: Record<string, unknown>
  readonly isError?: boolean
}

const info = { name: 'door-test', version: '0' }

/** Ways to reach a server over HTTP, as a client of the time would. */
export const httpDoors = {
  'HTTP 2026-07-28': (url: string, key: string) => modernHttp(url, key),
  'HTTP 2025 stateless': (url: string, key: string) => firstHttp(url, key),
  'SSE with header': (url: string, key: string) =>
    first(
      new SSEClientTransport(new URL(`${url}/sse`), {
        requestInit: { headers: bearer(key) },
        eventSourceInit: {
          fetch: (target, init) => fetch(target, { ...init, headers: { ...bearer(key), accept: 'text/event-stream' } }),
        },
      }),
    ),
  'SSE with query key': (url: string, key: string) =>
    first(new SSEClientTransport(new URL(`${url}/sse?Authorization=${key}`))),
} satisfies Record<string, (url: string, key: string) => Promise<TestClient>>

export const stdioDoors = {
  'stdio 2026-07-28': () => modern(new ModernStdio(launch)),
  'stdio 2025': () => first(new StdioClientTransport(launch)),
} satisfies Record<string, () => Promise<TestClient>>

export function firstHttp(url: string, key: string): Promise<TestClient> {
  return first(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers: bearer(key) } }))
}

export function modernHttp(url: string, key: string): Promise<TestClient> {
  return modern(new ModernHttp(new URL(`${url}/mcp`), { requestInit: { headers: bearer(key) } }))
}

function bearer(key: string): { Authorization: string } {
  return { Authorization: `Bearer ${key}` }
}

async function modern(transport: Parameters<ModernClient['connect']>[0]): Promise<TestClient> {
  const client = new ModernClient(info, { versionNegotiation: { mode: 'auto' } })
  await client.connect(transport)
  return {
    era: client.getNegotiatedProtocolVersion(),
    list: async () => (await client.listTools()).tools,
    call: async (name, args, options) => (await client.callTool({ name, arguments: args }, options)) as CallResult,
    [Symbol.asyncDispose]: () => client.close(),
  }
}

async function first(
  transport: StdioClientTransport | StreamableHTTPClientTransport | SSEClientTransport,
): Promise<TestClient> {
  const client = new FirstClient(info)
  await client.connect(transport as Parameters<FirstClient['connect']>[0])
  return {
    era: undefined,
    list: async () => (await client.listTools()).tools,
    call: async (name, args, options) =>
      (await client.callTool({ name, arguments: args }, undefined, options)) as CallResult,
    [Symbol.asyncDispose]: () => client.close(),
  }
}
