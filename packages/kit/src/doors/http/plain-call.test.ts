import { describe, expect, it } from 'vitest'
import { plainCall } from './plain-call.ts'

const accept = 'application/json, text/event-stream'
const legacyHeaders = { accept, 'user-agent': 'a-client/1' }
const modernHeaders = {
  accept,
  'mcp-protocol-version': '2026-07-28',
  'mcp-method': 'tools/call',
  'mcp-name': 'echo',
}
const envelope = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'claude-code', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
}

function message(meta?: object, rest: object = {}) {
  const params = { name: 'echo', arguments: { message: 'x' }, ...(meta === undefined ? {} : { _meta: meta }) }
  return { jsonrpc: '2.0', id: 1, method: 'tools/call', params, ...rest }
}

describe('plainCall', () => {
  it('recognises a stateless call of the 2025 era', () => {
    expect(plainCall(legacyHeaders, message({ progressToken: 7 }))).toEqual({
      id: 1,
      name: 'echo',
      args: { message: 'x' },
      progressToken: 7,
      modern: false,
      clientName: 'a-client/1',
    })
  })

  it('recognises a call of 2026-07-28', () => {
    expect(plainCall(modernHeaders, message(envelope))).toMatchObject({ modern: true, clientName: 'claude-code' })
  })

  it.each([
    ['another method', legacyHeaders, message(undefined, { method: 'tools/list' })],
    ['a notification', legacyHeaders, { jsonrpc: '2.0', method: 'tools/call', params: { name: 'echo' } }],
    ['a batch', legacyHeaders, [message()]],
    ['unknown members', legacyHeaders, { ...message(), extra: 1 }],
    ['a task-augmented call', legacyHeaders, { ...message(), params: { name: 'echo', task: {} } }],
    ['arguments that are no object', legacyHeaders, { ...message(), params: { name: 'echo', arguments: [1] } }],
    ['a client that takes no stream', { accept: 'application/json' }, message()],
    ['an unknown revision', { ...legacyHeaders, 'mcp-protocol-version': '2099-01-01' }, message()],
    ['an envelope without its header', legacyHeaders, message(envelope)],
    ['a header without its envelope', modernHeaders, message()],
    ['a header that names another tool', { ...modernHeaders, 'mcp-name': 'other' }, message(envelope)],
    ['a header that names another method', { ...modernHeaders, 'mcp-method': 'tools/list' }, message(envelope)],
    ['part of an envelope', modernHeaders, message({ 'io.modelcontextprotocol/protocolVersion': '2026-07-28' })],
    ['a further reserved key', modernHeaders, message({ ...envelope, 'io.modelcontextprotocol/new': 1 })],
    ['a malformed client', modernHeaders, message({ ...envelope, 'io.modelcontextprotocol/clientInfo': 'x' })],
  ])('leaves %s to the SDK', (_name, headers, body) => {
    expect(plainCall(headers, body)).toBeUndefined()
  })
})
