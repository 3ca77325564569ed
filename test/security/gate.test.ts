import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstHttp } from '../doors/clients.ts'
import { type RunningServer, startHttp } from '../doors/process.ts'
import { gateCases, key } from './gate.cases.ts'

const otherKey = 'another-key-of-the-gate-tests'
const jsonHeaders = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
let server: RunningServer

beforeAll(async () => {
  server = await startHttp(['--sessions'], { SENSORIUM_KEYS: `${key},${otherKey}` })
})
afterAll(() => server[Symbol.asyncDispose]())

describe('the gate', () => {
  it.each(gateCases)('$name: $status', async ({ method = 'POST', path = '/mcp', headers = {}, body, status, says }) => {
    const answer = await request(`${server.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) })
    const text = await answer.body.text()
    expect(answer.statusCode, text).toBe(status)
    if (says !== undefined) expect(text).toContain(says)
    if (status === 401) expect(answer.headers['www-authenticate']).toBe('Bearer')
    if (status === 202) expect(text).toBe('')
    expect(text).not.toContain(key)
  })

  it('still serves after all of them', async () => {
    await using client = await firstHttp(server.url, key)
    expect((await client.call('echo', { message: 'alive' })).content[0]?.text).toBe('alive')
  })

  it('gives a session to the key that opened it only', async () => {
    const opened = await post('/mcp', { authorization: `Bearer ${key}` }, initialize)
    const session = String(opened.headers['mcp-session-id'])
    await opened.body.dump()
    const call = (authorization: string) =>
      post('/mcp', { authorization, 'mcp-session-id': session }, { method: 'tools/list', id: 2 })
    const stranger = await call(`Bearer ${otherKey}`)
    expect(stranger.statusCode).toBe(404)
    await stranger.body.dump()
    const owner = await call(`Bearer ${key}`)
    expect(owner.statusCode).toBe(200)
    await owner.body.dump()
  })

  it.each(['GET', 'DELETE', 'POST'] as const)('hides a session from %s by another key', async (method) => {
    const opened = await post('/mcp', { authorization: `Bearer ${key}` }, initialize)
    const session = String(opened.headers['mcp-session-id'])
    await opened.body.dump()
    const headers = { ...jsonHeaders, accept: 'application/json, text/event-stream', 'mcp-session-id': session }
    const body = method === 'POST' ? { body: JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/list' }) } : {}
    const as = async (authorization: string) => {
      const answer = await request(`${server.url}/mcp`, { method, headers: { ...headers, authorization }, ...body })
      answer.body.on('error', () => {}).destroy()
      return answer.statusCode
    }
    expect(await as(otherKey)).toBe(404)
    expect(await as(key)).toBe(200)
  })

  it('gives the message address of a stream opened by header to that header only', async () => {
    const stream = await openStream('/sse', { authorization: `Bearer ${key}` })
    expect((await post(stream.address, {}, initialize)).statusCode).toBe(401)
    expect((await post(stream.address, { authorization: `Bearer ${otherKey}` }, initialize)).statusCode).toBe(404)
    expect((await post(stream.address, { authorization: `Bearer ${key}` }, initialize)).statusCode).toBe(202)
    stream.close()
  })

  it('takes the message address of a stream opened by query as its credential, and never shows the key in it', async () => {
    const stream = await openStream(`/sse?Authorization=${key}`, {})
    expect(stream.address).not.toContain(key)
    expect((await post(stream.address, {}, initialize)).statusCode).toBe(202)
    stream.close()
  })

  it('lets nobody see a key in its log', () => {
    expect(server.log()).not.toContain(key)
    expect(server.log()).not.toContain(otherKey)
  })
})

const initialize = {
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'gate', version: '0' } },
}

function post(path: string, headers: Record<string, string>, message: object) {
  return request(`${server.url}${path}`, {
    method: 'POST',
    headers: { ...jsonHeaders, ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', ...message }),
  })
}

async function openStream(path: string, headers: Record<string, string>) {
  const { body } = await request(`${server.url}${path}`, { headers: { accept: 'text/event-stream', ...headers } })
  const first = await new Promise((resolve) => body.once('data', resolve))
  const address = /data: (\S+)/.exec(String(first))?.[1] ?? ''
  return { address, close: () => body.destroy() }
}
