import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { type Dispatcher, Pool } from 'undici'

/** How a light client, of which a process can hold a thousand, reaches a server. */
export const doors = ['2026-07-28', '2025 stateless', '2025 with a session', 'SSE'] as const
export type DoorName = (typeof doors)[number]

/** A crowd may have to wait; that it is answered is what counts. */
const waitMs = 120_000

export interface Crowd {
  readonly url: string
  /** One client after the other takes the next, so that none is alone over what one key may do at once. */
  readonly keys: readonly string[]
  readonly clients: number
  /** Calls of `echo` that each makes, one after the other. */
  readonly calls: number
}

export interface CrowdResult {
  readonly answered: number
  /** What was answered otherwise, the first few. */
  readonly failures: readonly string[]
  /** Milliseconds of a call. */
  readonly p50: number
  readonly p99: number
  readonly seconds: number
}

/** Lets a crowd in at once, each client on a connection of its own, and counts what it hears. */
export async function crowd(door: DoorName, { url, keys, clients, calls }: Crowd): Promise<CrowdResult> {
  // A stream takes a connection for itself.
  const connections = door === 'SSE' ? clients * 2 : clients
  const pool = new Pool(url, { connections, headersTimeout: waitMs, bodyTimeout: waitMs, connect: { timeout: waitMs } })
  const times: number[] = []
  const failures: string[] = []
  const startedAt = performance.now()
  const one = async (at: number) => {
    try {
      await using client = await clientsOf[door](pool, keys[at % keys.length] ?? '')
      for (let count = 0; count < calls; count += 1) {
        const sentAt = performance.now()
        const text = await client.call(`m${at}-${count}`)
        if (text.includes(`"m${at}-${count}"`)) times.push(performance.now() - sentAt)
        else failures.push(text.slice(0, 200))
      }
    } catch (error) {
      failures.push(String(error))
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, at) => one(at)))
  const seconds = (performance.now() - startedAt) / 1000
  await pool.destroy()
  times.sort((a, b) => a - b)
  const share = (part: number) => times[Math.floor(times.length * part)] ?? 0
  return { answered: times.length, failures: failures.slice(0, 5), p50: share(0.5), p99: share(0.99), seconds }
}

interface LightClient extends AsyncDisposable {
  /** Calls `echo` and returns the whole answer as text. */
  readonly call: (message: string) => Promise<string>
}
type OpenClient = (pool: Pool, key: string) => Promise<LightClient>

const mcp = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
const call = (message: string, meta?: object) => ({
  id: message,
  method: 'tools/call',
  params: { name: 'echo', arguments: { message }, ...(meta === undefined ? {} : { _meta: meta }) },
})
const initialize = {
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'crowd', version: '0' } },
}
const envelope = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'crowd', version: '0' },
  'io.modelcontextprotocol/clientCapabilities': {},
}

const clientsOf: Readonly<Record<DoorName, OpenClient>> = {
  '2026-07-28': async (pool, key) => {
    const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': 'echo' }
    return light(async (message) => (await post(pool, '/mcp', key, call(message, envelope), headers)).text)
  },
  '2025 stateless': async (pool, key) => light(async (message) => (await post(pool, '/mcp', key, call(message))).text),
  '2025 with a session': async (pool, key) => {
    const { session } = await post(pool, '/mcp', key, initialize)
    const headers = { 'mcp-session-id': session }
    await post(pool, '/mcp', key, { method: 'notifications/initialized' }, headers)
    return light(async (message) => (await post(pool, '/mcp', key, call(message), headers)).text)
  },
  SSE: async (pool, key) => {
    const headers = { authorization: `Bearer ${key}`, accept: 'text/event-stream' }
    const { body } = await pool.request({ path: '/sse', method: 'GET', headers })
    const next = eventsOf(body)
    const address = (await next()).trim()
    const say = async (message: object) => {
      await post(pool, address, key, message)
      return next()
    }
    await say(initialize)
    await post(pool, address, key, { method: 'notifications/initialized' })
    return light(
      (message) => say(call(message)),
      () => void body.destroy(),
    )
  },
}

function light(ask: LightClient['call'], close: () => void = () => {}): LightClient {
  return { call: ask, [Symbol.asyncDispose]: async () => close() }
}

async function post(pool: Pool, path: string, key: string, message: object, headers: Record<string, string> = {}) {
  const answer = await pool.request({
    path,
    method: 'POST',
    headers: { ...mcp, authorization: `Bearer ${key}`, ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', ...message }),
  })
  return { text: await answer.body.text(), session: String(answer.headers['mcp-session-id'] ?? '') }
}

/** The data of one event after the other. */
function eventsOf(body: Dispatcher.ResponseData['body']): () => Promise<string> {
  const waiting: string[] = []
  let rest = ''
  body.on('error', () => {})
  body.on('data', (chunk: Buffer) => {
    const events = `${rest}${chunk.toString()}`.split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1]
      if (data !== undefined) waiting.push(data)
    }
    if (waiting.length > 0) body.emit('event')
  })
  return async () => {
    while (waiting.length === 0) await once(body, 'event', { signal: AbortSignal.timeout(waitMs) })
    return waiting.shift() ?? ''
  }
}
