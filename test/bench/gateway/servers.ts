import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { toNodeHandler } from '@modelcontextprotocol/node'
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server'
import { defineTool, defineToolset, processTerminal, runServer } from '@sensorium/kit'
import { z } from 'zod'

/** Three servers with one trivial tool; each listens on the port that it is given. */
export const servers = { floor, 'SDK hello-world': sdk, sensorium: ours } as const
export type ServerName = keyof typeof servers

/** node:http and JSON, nothing of MCP: what no server can be faster than. */
function floor(port: number): void {
  createServer((request, response) => void answerFloor(request, response)).listen(port, '127.0.0.1')
}

async function answerFloor(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  if (chunks.length === 0) return void response.end()
  const { id, params } = JSON.parse(Buffer.concat(chunks).toString())
  response.writeHead(200, { 'content-type': 'application/json' })
  const result = { content: [{ type: 'text', text: params.arguments.message }] }
  response.end(JSON.stringify({ jsonrpc: '2.0', id, result }))
}

/** The SDK as its documentation shows it, its schema outside the factory. */
function sdk(port: number): void {
  const inputSchema = z.object({ message: z.string() })
  const handler = toNodeHandler(
    createMcpHandler(() => {
      const server = new McpServer({ name: 'hello', version: '1.0.0' })
      server.registerTool('echo', { description: 'Echo.', inputSchema }, ({ message }) => ({
        content: [{ type: 'text', text: message }],
      }))
      return server
    }),
  )
  createServer((request, response) => void handler(request as Parameters<typeof handler>[0], response)).listen(
    port,
    '127.0.0.1',
  )
}

function ours(port: number): void {
  const echo = defineTool({
    name: 'echo',
    title: 'Echo',
    description: 'Echo.',
    input: z.object({ message: z.string() }),
    output: z.object({ message: z.string() }),
    response: 'text',
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    examples: [{ title: 'hello', input: { message: 'hello' } }],
    handler: async (input) => input,
    render: ({ message }) => message,
  })
  const toolset = defineToolset({
    name: 'hello',
    title: 'Hello',
    version: '1.0.0',
    paths: ['hello'],
    instructions: '',
    config: z.object({}),
    tools: [echo],
    open: async () => undefined,
  })
  const argv = ['--http', '--port', String(port), '--log-level', 'warn', '--sessions']
  void runServer(toolset, { ...processTerminal(), argv, stderr: () => {} })
}
