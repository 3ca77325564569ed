import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatKeyLine } from '@sensorium/kit/http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usage } from '../../packages/sensorium/src/commands/usage.ts'
import { firstHttp, modernHttp, type TestClient } from '../doors/clients.ts'
import { type RunningServer, startHttp } from '../doors/process.ts'
import { type RedisProcess, redisMissing, startRedis } from './redis.ts'

const keyOf = (name: string) => `key-of-${name}-0123456789`
let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sensorium-teams-'))
})
afterAll(() => rm(directory, { recursive: true }))

type Grant = Parameters<typeof formatKeyLine>[2]

async function keysFile(grants: Readonly<Record<string, Grant>>): Promise<string> {
  const file = join(await mkdtemp(join(directory, 'keys-')), 'keys')
  await writeFile(
    file,
    Object.entries(grants)
      .map(([name, grant]) => `${formatKeyLine(name, keyOf(name), grant)}\n`)
      .join(''),
  )
  return file
}

/** Calls `echo` `times` times at once and counts the answers by their beginning. */
async function callMany(clients: readonly TestClient[], times: number): Promise<{ ok: number; refused: string[] }> {
  const turns = Array.from({ length: times / clients.length }, () => clients).flat()
  const answers = await Promise.all(turns.map((client) => client.call('echo', { message: 'x' })))
  const texts = answers.map((answer) => answer.content[0]?.text ?? '')
  return { ok: texts.filter((text) => text === 'x').length, refused: texts.filter((text) => text !== 'x') }
}

describe('named keys', () => {
  it('are known by name, and their file never holds them', async () => {
    const file = await keysFile({ alice: {} })
    await using server = await startHttp(['--keys-file', file])
    await using client = await firstHttp(server.url, keyOf('alice'))
    expect((await client.call('whoami', {})).structuredContent).toMatchObject({ principal: 'alice' })
    expect(await readFile(file, 'utf8')).not.toContain(keyOf('alice'))
    expect(server.log()).not.toContain(keyOf('alice'))
  })

  it('reach the servers that they were granted only', async () => {
    await using server = await startHttp(['--keys-file', await keysFile({ elsewhere: { servers: ['vision'] } })])
    await using client = await modernHttp(server.url, keyOf('elsewhere'))
    expect(await client.list()).toEqual([])
    await expect(client.call('echo', { message: 'x' })).rejects.toThrow(/Unknown tool/)
  })

  it('are added and withdrawn without a restart, and a faulty file changes nothing', { timeout: 40_000 }, async () => {
    const file = await keysFile({ alice: {} })
    await using server = await startHttp(['--keys-file', file])
    const admits = async (name: string) =>
      (await fetch(`${server.url}/usage`, { headers: { authorization: keyOf(name) } })).status !== 401
    expect([await admits('alice'), await admits('bob')]).toEqual([true, false])
    await appendFile(file, `${formatKeyLine('bob', keyOf('bob'), {})}\n`)
    await expect.poll(() => admits('bob'), { timeout: 10_000 }).toBe(true)
    await writeFile(file, 'nonsense sha256:zz\n')
    await expect.poll(() => server.log(), { timeout: 10_000 }).toContain('line 1 of')
    expect(await admits('alice')).toBe(true)
    await writeFile(file, `${formatKeyLine('bob', keyOf('bob'), {})}\n`)
    await expect.poll(() => admits('alice'), { timeout: 10_000 }).toBe(false)
  })

  it('are held to calls a minute, told when to come back', async () => {
    await using server = await startHttp(['--keys-file', await keysFile({ alice: { perMinute: 3 } })])
    await using client = await firstHttp(server.url, keyOf('alice'))
    const { ok, refused } = await callMany([client], 5)
    expect(ok).toBe(3)
    for (const text of refused) expect(text).toMatch(/rate_limited.*3 calls a minute.*Retry after \d+ s/s)
  })

  it('are held to calls of single tools a day, apart from all others', async () => {
    const grant: Grant = { perDay: 5, perDayOf: { echo: 2 } }
    await using server = await startHttp(['--keys-file', await keysFile({ alice: grant })])
    await using client = await firstHttp(server.url, keyOf('alice'))
    const { ok, refused } = await callMany([client], 4)
    expect(ok).toBe(2)
    for (const text of refused) expect(text).toMatch(/quota_exhausted.*2 calls of echo a day/s)
    // What the quota of one tool refused was not taken from that of all.
    const others = await Promise.all(Array.from({ length: 4 }, () => client.call('records', {})))
    expect(others.filter(({ isError }) => isError === true)).toHaveLength(1)
  })

  it('are held to calls at one time', async () => {
    await using server = await startHttp(['--keys-file', await keysFile({ alice: { concurrent: 1 } })])
    const call = () =>
      fetch(`${server.url}/mcp`, {
        method: 'POST',
        headers: {
          authorization: keyOf('alice'),
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: 1,
          method: 'tools/call',
          params: { name: 'slow', arguments: { ms: 1_500 } },
        }),
      })
    const statuses = (await Promise.all([call(), call(), call()])).map(({ status }) => status)
    expect(statuses.sort((a, b) => a - b)).toEqual([200, 429, 429])
  })
})

describe('the operator', () => {
  it('reads metrics and usage; nobody else does', async () => {
    const file = await keysFile({ alice: {}, op: { operator: true } })
    await using server = await startHttp(['--keys-file', file])
    await using client = await firstHttp(server.url, keyOf('alice'))
    await client.call('echo', { message: 'x' })
    await client.call('fail', { how: 'told' })
    const get = (path: string, name?: string) =>
      fetch(`${server.url}${path}`, name === undefined ? {} : { headers: { authorization: keyOf(name) } })
    expect((await get('/metrics')).status).toBe(401)
    expect((await get('/metrics', 'alice')).status).toBe(403)
    const metrics = await (await get('/metrics', 'op')).text()
    expect(metrics).toContain('sensorium_tool_calls_total{tool="echo",outcome="ok"} 1')
    expect(metrics).toContain('sensorium_tool_calls_total{tool="fail",outcome="rate_limited"} 1')
    expect(metrics).not.toContain('alice')
    const usage = await (await get('/usage', 'op')).json()
    expect(usage).toMatchObject({
      usage: expect.arrayContaining([{ key: 'alice', server: 'fixture', tool: 'echo', calls: 1 }]),
    })
    expect((await get('/usage?day=x', 'op')).status).toBe(400)
  })
})

describe('sensorium usage', () => {
  const told = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const out: string[] = []
    const terminal = {
      argv: args,
      env,
      stdout: (line: string) => void out.push(line),
      stderr: (line: string) => void out.push(line),
      signal: AbortSignal.timeout(20_000),
    }
    return { code: await usage.run(terminal), text: out.join('\n') }
  }
  const calls = async (server: RunningServer) => {
    await using client = await firstHttp(server.url, keyOf('alice'))
    for (let count = 0; count < 3; count += 1) await client.call('echo', { message: 'x' })
    await client.call('records', {})
  }

  it('asks a gateway with an operator key, and says why another is of no use', async () => {
    const file = await keysFile({ alice: {}, op: { operator: true } })
    await using server = await startHttp(['--keys-file', file])
    await calls(server)
    const { code, text } = await told(['--url', server.url], { SENSORIUM_KEY: keyOf('op') })
    expect(code).toBe(0)
    expect(text).toMatch(/alice +fixture +echo +3\n.*alice +fixture +records +1\n.*all +4$/)
    const refused = await told(['--url', server.url], { SENSORIUM_KEY: keyOf('alice') })
    expect(refused).toEqual({ code: 1, text: expect.stringContaining('operator keys only') })
  })

  it('reads a store without a gateway', async () => {
    const store = join(directory, 'usage.sqlite')
    {
      await using server = await startHttp(['--keys-file', await keysFile({ alice: {} }), '--store', store])
      await calls(server)
    }
    const { text } = await told(['--store', store, '--json', '--days', '2'])
    const rows: unknown[] = JSON.parse(text)
    expect(rows).toEqual([
      expect.objectContaining({ key: 'alice', server: 'fixture', tool: 'echo', calls: 3 }),
      expect.objectContaining({ tool: 'records', calls: 1 }),
    ])
    expect((await told(['--store', join(directory, 'nowhere')])).text).toContain('no store that can be read')
  })
})

describe.skipIf(redisMissing !== '')(`two gateways and one Redis${redisMissing}`, { timeout: 60_000 }, () => {
  let redis: RedisProcess
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis[Symbol.asyncDispose]())

  const start = async (file: string, ...flags: string[]) =>
    startHttp(['--keys-file', file, '--store', redis.url, ...flags])

  it('count a quota as one, exactly, under concurrent load', async () => {
    const file = await keysFile({ quota: { perDay: 50 } })
    await using first = await start(file)
    await using second = await start(file)
    await using one = await firstHttp(first.url, keyOf('quota'))
    await using two = await firstHttp(second.url, keyOf('quota'))
    const { ok, refused } = await callMany([one, two], 60)
    expect(ok).toBe(50)
    for (const text of refused) expect(text).toContain('quota_exhausted')
  })

  it('survive the loss of either gateway', async () => {
    const file = await keysFile({ loss: { perDay: 10 } })
    const first = await start(file)
    await using second = await start(file)
    await using one = await firstHttp(first.url, keyOf('loss'))
    await callMany([one], 6)
    await first[Symbol.asyncDispose]()
    await using two = await firstHttp(second.url, keyOf('loss'))
    expect((await callMany([two], 6)).ok).toBe(4)
  })

  it('go on with local counts while Redis is away, refuse where told to, and heal by themselves', async () => {
    const file = await keysFile({ healing: { perDay: 1_000 } })
    await using lenient = await start(file)
    await using strict = await start(file, '--store-lost', 'refuse')
    await using one = await firstHttp(lenient.url, keyOf('healing'))
    await using two = await firstHttp(strict.url, keyOf('healing'))
    expect((await callMany([one, two], 4)).ok).toBe(4)
    await redis.stop()
    expect((await callMany([one], 3)).ok).toBe(3)
    const { refused } = await callMany([two], 1)
    expect(refused[0]).toContain('Error (unavailable): The store that holds limits')
    await redis.start()
    await expect.poll(async () => (await callMany([two], 1)).ok, { timeout: 20_000 }).toBe(1)
  })
})
