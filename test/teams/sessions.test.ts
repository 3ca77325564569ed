import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, startHttp } from '../doors/process.ts'
import { type RedisProcess, redisMissing, startRedis } from './redis.ts'

const keys = { alice: 'key-of-alice-0123456789', bob: 'key-of-bob-0123456789' }
type Who = keyof typeof keys

interface Asked {
  readonly as?: Who
  readonly session?: string
  readonly method?: 'POST' | 'DELETE'
}

async function ask(server: RunningServer, message: object, { as = 'alice', session, method = 'POST' }: Asked = {}) {
  const { statusCode, headers, body } = await request(`${server.url}/mcp`, {
    method,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: keys[as],
      ...(session === undefined ? {} : { 'mcp-session-id': session }),
    },
    ...(method === 'POST' ? { body: JSON.stringify({ jsonrpc: '2.0', ...message }) } : {}),
  })
  return { status: statusCode, session: String(headers['mcp-session-id'] ?? ''), text: await body.text() }
}

const initialize = (extra = {}) => ({
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'codex-of-a-test', version: '1' },
    ...extra,
  },
})
const whoami = { id: 2, method: 'tools/call', params: { name: 'whoami', arguments: {} } }

async function openAt(server: RunningServer): Promise<string> {
  const { session } = await ask(server, initialize())
  await ask(server, { method: 'notifications/initialized' }, { session })
  return session
}

function start(store: string, ...flags: string[]): Promise<RunningServer> {
  return startHttp(['--sessions', '--store', store, ...flags], { SENSORIUM_KEYS: Object.values(keys).join() })
}

let directory: string
let redis: RedisProcess | undefined
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sensorium-sessions-'))
  redis = redisMissing === '' ? await startRedis() : undefined
})
afterAll(async () => {
  await redis?.[Symbol.asyncDispose]()
  await rm(directory, { recursive: true })
})

const stores = [
  { name: 'a file', skip: '', address: () => join(directory, 'store.sqlite') },
  { name: `Redis${redisMissing}`, skip: redisMissing, address: () => redis?.url ?? '' },
]

describe.each(stores)('sessions of two gateways on $name', ({ skip, address }) => {
  let first: RunningServer
  let second: RunningServer
  beforeAll(async () => {
    if (skip === '') [first, second] = await Promise.all([start(address()), start(address())])
  })
  afterAll(async () => {
    await first?.[Symbol.asyncDispose]()
    await second?.[Symbol.asyncDispose]()
  })

  it.skipIf(skip !== '')('go on at the other, which knows the client and its key', async () => {
    const session = await openAt(first)
    const { status, text } = await ask(second, whoami, { session })
    expect(status).toBe(200)
    // The budget of results follows the client's name, which was said to the first gateway only.
    expect(text).toContain('\\"resultChars\\":11500')
    expect((await ask(first, whoami, { session })).status).toBe(200)
  })

  it.skipIf(skip !== '')('go on once, however many requests come at once', async () => {
    const session = await openAt(first)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, id) => ask(second, { ...whoami, id }, { session })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  })

  it.skipIf(skip !== '')('belong to their key in either', async () => {
    const session = await openAt(first)
    for (const server of [first, second]) expect((await ask(server, whoami, { session, as: 'bob' })).status).toBe(404)
    expect((await ask(second, whoami, { session })).status).toBe(200)
    for (const server of [first, second]) expect((await ask(server, whoami, { session, as: 'bob' })).status).toBe(404)
  })

  it.skipIf(skip !== '')('end in both when one is told', async () => {
    const session = await openAt(first)
    expect((await ask(second, {}, { session, method: 'DELETE', as: 'bob' })).status).toBe(404)
    expect((await ask(second, {}, { session, method: 'DELETE' })).status).toBe(200)
    const { status, text } = await ask(first, whoami, { session })
    expect([status, text]).toEqual([404, expect.stringContaining('Session not found')])
    expect((await ask(second, whoami, { session })).status).toBe(404)
  })

  it.skipIf(skip !== '')('keep little of a client that says much', async () => {
    const clientInfo = { name: `codex${'x'.repeat(100_000)}`, version: 'y'.repeat(100_000) }
    const { session } = await ask(first, initialize({ clientInfo, capabilities: { experimental: { z: { z: 'z' } } } }))
    expect((await ask(second, whoami, { session })).status).toBe(200)
  })

  it.skipIf(skip !== '')('outlive the gateway that opened them', async () => {
    const lost = await start(address())
    const session = await openAt(lost)
    await lost[Symbol.asyncDispose]()
    expect((await ask(first, whoami, { session })).status).toBe(200)
  })

  it.skipIf(skip !== '')('are not to be had by guessing', async () => {
    for (const session of ['', 'x', '../x', '*', 'a'.repeat(4_000), '\u00e9'])
      expect([400, 404]).toContain((await ask(second, whoami, { session })).status)
  })
})

describe.skipIf(redisMissing !== '')(`while Redis is away${redisMissing}`, { timeout: 30_000 }, () => {
  it('a gateway serves the sessions that it has, and knows those of others again afterwards', async () => {
    await using own = await startRedis()
    await using first = await start(own.url)
    await using second = await start(own.url)
    const session = await openAt(first)
    await own.stop()
    expect((await ask(first, whoami, { session })).status).toBe(200)
    expect((await ask(second, whoami, { session })).status).toBe(404)
    const alone = await openAt(second)
    expect((await ask(second, whoami, { session: alone })).status).toBe(200)
    await own.start()
    const goesOn = async () => (await ask(second, whoami, { session: await openAt(first) })).status
    await expect.poll(goesOn, { timeout: 15_000 }).toBe(200)
  })
})
