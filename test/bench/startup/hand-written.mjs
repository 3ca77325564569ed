// MCP by hand: what a server costs that has no schemas, no checks and no second revision.
import { createInterface } from 'node:readline'

const serverInfo = { name: 'hand-written', version: '1' }
const capabilities = { tools: {} }
const answers = {
  initialize: ({ protocolVersion }) => ({ protocolVersion, capabilities, serverInfo }),
  'server/discover': () => ({
    supportedVersions: ['2026-07-28'],
    capabilities,
    resultType: 'complete',
    ttlMs: 0,
    cacheScope: 'private',
    _meta: { 'io.modelcontextprotocol/serverInfo': serverInfo },
  }),
  'tools/list': () => ({
    tools: [
      {
        name: 'echo',
        description: 'Says it back.',
        inputSchema: { type: 'object', properties: { text: { type: 'string' } } },
      },
    ],
  }),
}
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line)
  const answer = answers[method]
  if (id !== undefined && answer)
    process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result: answer(params) })}\n`)
}
