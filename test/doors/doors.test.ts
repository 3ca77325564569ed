import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstHttp, httpDoors, modernHttp, stdioDoors, type TestClient } from './clients.ts'
import { type RunningServer, startHttp } from './process.ts'

const key = 'a-key-of-the-door-tests'
let stateless: RunningServer
let sessionful: RunningServer

beforeAll(async () => {
  ;[stateless, sessionful] = await Promise.all([
    startHttp([], { SENSORIUM_KEYS: key }),
    startHttp(['--sessions'], { SENSORIUM_KEYS: key }),
  ])
})

afterAll(async () => {
  await stateless[Symbol.asyncDispose]()
  await sessionful[Symbol.asyncDispose]()
})

const doors: [string, () => Promise<TestClient>][] = [
  ...Object.entries(stdioDoors),
  ...Object.entries(httpDoors).map(([name, open]): [string, () => Promise<TestClient>] => [
    name,
    () => open(stateless.url, key),
  ]),
  ['HTTP 2025 with sessions', () => firstHttp(sessionful.url, key)],
  ['HTTP 2026-07-28 beside sessions', () => modernHttp(sessionful.url, key)],
  ['the path of one server', () => firstHttp(`${stateless.url}/api/mcp/fixture`, key)],
]

describe.each(doors)('%s', (name, open) => {
  let client: TestClient
  beforeAll(async () => {
    client = await open()
  })
  afterAll(() => client[Symbol.asyncDispose]())

  it('speaks the revision that its client asks for', () => {
    expect(client.era).toBe(name.includes('2026') ? '2026-07-28' : undefined)
  })

  it('lists the tools', async () => {
    expect((await client.list()).map((tool) => tool.name)).toEqual([
      'echo',
      'records',
      'picture',
      'slow',
      'cancelled',
      'deaf',
      'fail',
      'whoami',
    ])
  })

  it('calls a tool by its name and by its alias', async () => {
    const expected = { content: [{ type: 'text', text: 'hi hi' }] }
    expect(await client.call('echo', { message: 'hi', times: 2 })).toMatchObject(expected)
    expect(await client.call('say', { message: 'hi', times: '2' })).toMatchObject(expected)
  })

  it('returns structured content beside its text', async () => {
    expect(await client.call('records', {})).toMatchObject({
      content: [{ type: 'text', text: 'first\nsecond' }],
      structuredContent: { records: [{ title: 'first' }, { title: 'second' }] },
    })
  })

  it('returns a picture as image content', async () => {
    const { content } = await client.call('picture', {})
    expect(content[1]).toMatchObject({ type: 'image', mimeType: 'image/png', data: 'iVBORw==' })
  })

  it('reports progress that only grows', async () => {
    const updates: number[] = []
    await client.call('slow', { ms: 600 }, { onprogress: ({ progress }) => void updates.push(progress) })
    expect(updates.length).toBeGreaterThanOrEqual(2)
    expect(updates).toEqual([...new Set(updates)].sort((a, b) => a - b))
  })

  it('carries a cancellation to the handler', async () => {
    const label = `cancelled over ${name}`
    const abort = new AbortController()
    const { promise: running, resolve: onprogress } = Promise.withResolvers<unknown>()
    const call = client.call('slow', { ms: 8_000, steps: 80, label }, { signal: abort.signal, onprogress })
    const settled = call.then(
      () => 'answered',
      () => 'rejected',
    )
    await running
    abort.abort()
    expect(await settled).toBe('rejected')
    await expect
      .poll(async () => (await client.call('cancelled', {})).content[0]?.text, { timeout: 10_000 })
      .toContain(label)
  })

  it('tells a failure as a result that says what to do', async () => {
    const result = await client.call('fail', { how: 'told' })
    expect(result.isError).toBe(true)
    expect(result.content[0]?.text).toBe('Error (rate_limited): The engine is busy.\nAsk later.\nRetry after 7 s.')
  })

  it('hides what was not meant to be told', async () => {
    const result = await client.call('fail', { how: 'crash' })
    expect(result.content[0]?.text).toContain('Error (internal)')
    expect(result.content[0]?.text).not.toContain('unexpected detail')
  })

  it('names every fault of bad arguments', async () => {
    const result = await client.call('echo', { times: 99, mesage: 'x' })
    expect(result.isError).toBe(true)
    for (const name of ['`mesage` is not a parameter', '`message`:', '`times`:']) {
      expect(result.content[0]?.text).toContain(name)
    }
  })

  it('ends a call whose handler never settles', async () => {
    const result = await client.call('deaf', {})
    expect(result.content[0]?.text).toContain('Error (timeout): deaf did not finish')
  })

  it('refuses an unknown tool and names the known ones', async () => {
    await expect(client.call('nothing', {})).rejects.toThrow(/Unknown tool: nothing.*echo, records/s)
  })

  it('answers concurrent calls, each with its own', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => client.call('echo', { message: `m${index}` })),
    )
    expect(answers.map(({ content }) => content[0]?.text)).toEqual(Array.from({ length: 20 }, (_, i) => `m${i}`))
  })

  it('knows its caller', async () => {
    const { structuredContent } = await client.call('whoami', {})
    expect(structuredContent).toMatchObject(
      name.startsWith('stdio')
        ? { principal: 'local', local: true }
        : { principal: expect.stringMatching(/^key-[0-9a-f]{12}$/), local: false },
    )
  })
})
