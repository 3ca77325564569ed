const client = { name: 'a-client', version: '1' }
const initialize = (params: object = {}) => ({
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: client, ...params },
})
const initialized = { jsonrpc: '2.0', method: 'notifications/initialized' }
const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
const envelope = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': client,
  'io.modelcontextprotocol/clientCapabilities': {},
}
const modern = (method: string, meta: object = {}, rest: object = {}) => ({
  jsonrpc: '2.0',
  id: method,
  method,
  params: { _meta: { ...envelope, ...meta }, ...rest },
})

/** What a client says, message by message, and how many of them are answered before the SDK is needed. */
export interface Conversation {
  readonly says: readonly unknown[]
  readonly opening: number
}

const versions = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05', '2024-10-07', '2026-07-28', '1999-01-01', '']
const everyDeclaration = {
  roots: { listChanged: true },
  sampling: { tools: {} },
  elicitation: { form: {}, url: {} },
  experimental: { 'a/b': { c: 1 } },
}
const fullInfo = {
  ...client,
  title: 'A client',
  description: 'Tests',
  websiteUrl: 'https://example.com',
  icons: [{ src: 'https://example.com/i.png', mimeType: 'image/png', sizes: ['48x48'] }],
}

export const conversations: Readonly<Record<string, Conversation>> = {
  ...Object.fromEntries(
    versions.map((protocolVersion) => [
      `initialize with ${protocolVersion || 'an empty version'}`,
      { says: [initialize({ protocolVersion }), initialized, list], opening: 3 },
    ]),
  ),
  'a client that declares everything': {
    says: [initialize({ capabilities: everyDeclaration, clientInfo: fullInfo }), initialized, list],
    opening: 3,
  },
  'progress tokens': {
    says: [
      initialize({ _meta: { progressToken: 'p' } }),
      initialized,
      { ...list, params: { _meta: { progressToken: 1 } } },
    ],
    opening: 3,
  },
  'a ping and lists without parameters': {
    says: [initialize(), { jsonrpc: '2.0', id: 'p', method: 'ping' }, { ...list, params: {} }, list],
    opening: 4,
  },
  'a list before initialized': { says: [initialize(), list, initialized], opening: 3 },
  'discover, then a list': { says: [modern('server/discover'), modern('tools/list')], opening: 2 },
  'a list at once': { says: [modern('tools/list', { progressToken: 3 })], opening: 1 },
  'discover, then an older client after all': { says: [modern('server/discover'), initialize(), list], opening: 1 },
  'a call': {
    says: [
      initialize(),
      initialized,
      { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'add', arguments: { a: 1, b: 2 } } },
      list,
    ],
    opening: 2,
  },
  'a call of an unknown tool': {
    says: [initialize(), { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'nope' } }],
    opening: 1,
  },
  'a call of 2026-07-28 at once': {
    says: [modern('tools/call', {}, { name: 'add', arguments: { a: 1, b: 2 } }), modern('tools/list')],
    opening: 0,
  },
  'a list with a cursor': { says: [initialize(), { ...list, params: { cursor: 'x' } }], opening: 1 },
  'another list': { says: [initialize(), { ...list, method: 'resources/list' }], opening: 1 },
  'initialize without a client': { says: [initialize({ clientInfo: undefined })], opening: 0 },
  'initialize with unknown capabilities': { says: [initialize({ capabilities: { wings: {} } }), list], opening: 0 },
  'initialize with a wrong capability': { says: [initialize({ capabilities: { roots: 'yes' } }), list], opening: 0 },
  'initialize without an id': { says: [{ ...initialize(), id: undefined }], opening: 0 },
  'initialize twice': { says: [initialize(), { ...initialize(), id: 9 }], opening: 1 },
  'an id used again': { says: [initialize(), { ...list, method: 'prompts/list', id: 0 }], opening: 1 },
  'a list before initialize': { says: [list], opening: 0 },
  'a fractional id': { says: [{ ...initialize(), id: 1.5 }], opening: 0 },
  'no JSON-RPC': { says: [{ ...initialize(), jsonrpc: '1.0' }], opening: 0 },
  'an unknown revision in the envelope': {
    says: [modern('tools/list', { 'io.modelcontextprotocol/protocolVersion': '2099-01-01' })],
    opening: 0,
  },
  'an envelope without a client': {
    says: [modern('tools/list', { 'io.modelcontextprotocol/clientInfo': undefined })],
    opening: 0,
  },
  'an older list inside 2026-07-28': { says: [modern('tools/list'), list], opening: 1 },
  'a subscription': { says: [modern('subscriptions/listen', {}, { notifications: {} })], opening: 0 },
  'a batch': { says: [[initialize(), list]], opening: 0 },
}
