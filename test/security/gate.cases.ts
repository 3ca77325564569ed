/** One raw request and the answer it must get; the server must live on after each. */
export interface GateCase {
  readonly name: string
  readonly method?: 'GET' | 'POST' | 'DELETE' | 'PUT'
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly status: number
  /** Part of the body. */
  readonly says?: string
}

export const key = 'a-key-of-the-gate-tests'
const json = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
const auth = { authorization: `Bearer ${key}` }
const good = { ...json, ...auth }
const message = (method: string, params: unknown = {}) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
const list = message('tools/list')

export const gateCases: readonly GateCase[] = [
  { name: 'a header with Bearer', headers: good, body: list, status: 200, says: 'echo' },
  {
    name: 'a header with bearer in lower case',
    headers: { ...json, authorization: `bearer ${key}` },
    body: list,
    status: 200,
  },
  { name: 'a header without Bearer', headers: { ...json, authorization: key }, body: list, status: 200 },
  { name: 'a query key', path: `/mcp?Authorization=${key}`, headers: json, body: list, status: 200 },
  {
    name: 'a query key with Bearer',
    path: `/mcp?Authorization=Bearer%20${key}`,
    headers: json,
    body: list,
    status: 200,
  },
  { name: 'no key', headers: json, body: list, status: 401, says: 'Unauthorized' },
  {
    name: 'a wrong key',
    headers: { ...json, authorization: 'Bearer wrong-key-of-some-length' },
    body: list,
    status: 401,
  },
  {
    name: 'a key with one more letter',
    headers: { ...json, authorization: `Bearer ${key}x` },
    body: list,
    status: 401,
  },
  {
    name: 'the beginning of a key',
    headers: { ...json, authorization: `Bearer ${key.slice(0, -1)}` },
    body: list,
    status: 401,
  },
  { name: 'an empty Bearer', headers: { ...json, authorization: 'Bearer ' }, body: list, status: 401 },
  {
    name: 'a wrong header beside a right query key',
    path: `/mcp?Authorization=${key}`,
    headers: { ...json, authorization: 'Bearer nope' },
    body: list,
    status: 401,
  },
  {
    name: 'an unknown path',
    path: '/api/mcp/nothing/mcp',
    headers: good,
    body: list,
    status: 404,
    says: '/api/mcp/fixture/mcp',
  },
  { name: 'the page at the root, without a key', method: 'GET', path: '/', status: 200, says: 'YOUR_KEY' },
  { name: 'a post to that page', path: '/', headers: good, body: list, status: 405 },
  { name: 'a path that climbs', method: 'GET', path: '/../../etc/passwd', headers: auth, status: 404 },
  { name: 'malformed JSON', headers: good, body: '{"jsonrpc":', status: 400, says: 'Parse error' },
  { name: 'an empty body', headers: good, body: '', status: 400 },
  {
    name: 'a wrong content type',
    headers: { ...good, 'content-type': 'text/plain' },
    body: list,
    status: 415,
    says: 'application/json',
  },
  { name: 'no content type', headers: auth, body: list, status: 415 },
  {
    name: 'a body over the limit',
    headers: good,
    body: JSON.stringify({ a: 'x'.repeat(17 * 1024 * 1024) }),
    status: 413,
    says: 'at most',
  },
  { name: 'JSON that is no message', headers: good, body: '[1,2]', status: 400 },
  { name: 'a null body', headers: good, body: 'null', status: 400 },
  { name: 'deeply nested JSON', headers: good, body: `${'['.repeat(100_000)}${']'.repeat(100_000)}`, status: 400 },
  { name: 'an unknown method', headers: good, body: message('tools/destroy'), status: 200, says: '-32601' },
  {
    name: 'the initialized notification',
    headers: good,
    body: JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }),
    status: 202,
  },
  { name: 'a foreign Host', headers: { ...good, host: 'attacker.example' }, body: list, status: 403 },
  {
    name: 'a Host with our name as its beginning',
    headers: { ...good, host: 'localhost.attacker.example' },
    body: list,
    status: 403,
  },
  {
    name: 'a Host with credentials in it',
    headers: { ...good, host: 'localhost@attacker.example' },
    body: list,
    status: 403,
  },
  { name: 'a foreign Origin', headers: { ...good, origin: 'https://attacker.example' }, body: list, status: 403 },
  { name: 'a null Origin', headers: { ...good, origin: 'null' }, body: list, status: 403 },
  { name: 'our own Origin', headers: { ...good, origin: 'http://localhost:3000' }, body: list, status: 200 },
  {
    name: 'GET on a stateless endpoint',
    method: 'GET',
    headers: { ...auth, accept: 'text/event-stream' },
    status: 405,
  },
  { name: 'DELETE on a stateless endpoint', method: 'DELETE', headers: auth, status: 405 },
  { name: 'PUT', method: 'PUT', headers: good, body: list, status: 405 },
  {
    name: 'initialize posted to /sse',
    path: '/sse',
    headers: good,
    body: message('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'x', version: '1' },
    }),
    status: 200,
    says: 'Fixture',
  },
  {
    name: 'a message to a stream that is not there',
    path: '/messages?sessionId=none',
    headers: good,
    body: list,
    status: 404,
  },
  {
    name: 'a message without key to a stream that is not there',
    path: '/messages?sessionId=none',
    headers: json,
    body: list,
    status: 401,
  },
  { name: 'GET on a message address', method: 'GET', path: '/messages?sessionId=none', headers: auth, status: 405 },
  { name: 'health without a key', method: 'GET', path: '/healthz', status: 200, says: 'ok' },
  { name: 'readiness without a key', method: 'GET', path: '/readyz', status: 200 },
]
