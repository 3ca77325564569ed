import { type ConnectedClient, connect } from '@sensorium/kit/testing'
import { describe, expect, it } from 'vitest'
import {
  braveVendor,
  exampleDay,
  manyPages,
  searxngVendor,
  standInKey,
  startOpenWeb,
  startSearchStandIn,
} from '../../../../test/search/index.ts'
import { bigmodelStandIn, startStandIn, zaiStandIn } from '../../../../test/vendors/index.ts'
import { toolset } from '../index.ts'
import type { SearchOutput } from './webSearchPrime.ts'

interface Answer {
  readonly text: string
  readonly output: SearchOutput | undefined
  readonly isError: boolean
}

async function search(
  { client }: ConnectedClient,
  args: Record<string, unknown>,
  name = 'webSearchPrime',
): Promise<Answer> {
  const result = await client.callTool({ name, arguments: args })
  const [block] = result.content
  return {
    text: block?.type === 'text' ? block.text : '',
    output: result.structuredContent as SearchOutput | undefined,
    isError: result.isError === true,
  }
}

const ask = { search_query: 'needle in python' }

async function startAll(order: string, more: Record<string, string> = {}) {
  const scope = new AsyncDisposableStack()
  const zai = scope.use(await startStandIn(zaiStandIn, { key: standInKey }))
  const brave = scope.use(await startSearchStandIn(braveVendor))
  const web = scope.use(await startOpenWeb())
  const logs: string[] = []
  const env = {
    Z_AI_API_KEY: standInKey,
    Z_AI_BASE_URL: `${zai.url}/api/paas/v4`,
    BRAVE_API_KEY: standInKey,
    SENSORIUM_BRAVE_BASE_URL: brave.url,
    SENSORIUM_OPEN_BASE_URLS: JSON.stringify(web.baseUrls),
    SENSORIUM_SEARCH_ENGINES: order,
    ...more,
  }
  const server = scope.use(await connect(toolset, { env, onLog: (line) => logs.push(line) }))
  return { zai, brave, web, server, logs, env, [Symbol.asyncDispose]: () => scope.disposeAsync() }
}

it('is listed under one name, within 6 KB, and takes the other on call', async () => {
  await using it = await startAll('open')
  const list = await it.server.client.listTools()
  expect(list.tools.map(({ name }) => name)).toEqual(['webSearchPrime'])
  expect(JSON.stringify(list).length).toBeLessThan(6000)
  expect((await search(it.server, ask, 'web_search_prime')).isError).toBe(false)
})

it('answers with records as the hosted server does, and with text that says as much', async () => {
  await using it = await startAll('zai,open')
  const { text, output } = await search(it.server, { ...ask, count: 2 })
  expect(output).toEqual({
    query: 'needle in python',
    found: 2,
    engines: [{ name: 'zai', outcome: 'answered', found: 2 }],
    notes: [],
    results: [1, 2].map((at) => ({
      refer: `ref_${at}`,
      title: `Result ${at} for needle in python`,
      link: `https://example.org/${at}`,
      media: 'Example',
      content: `What page ${at} says of needle in python.`,
      icon: 'https://example.org/icon.png',
      publish_date: '2026-11-20',
    })),
  })
  for (const said of output?.results.flatMap(({ title, link, content, publish_date }) => [
    title,
    link,
    content,
    publish_date,
  ]) ?? [])
    expect(text).toContain(said)
  expect(it.web.calls()).toBe(0)
})

it('needs no key', async () => {
  await using web = await startOpenWeb()
  await using server = await connect(toolset, { env: { SENSORIUM_OPEN_BASE_URLS: JSON.stringify(web.baseUrls) } })
  const { output, text } = await search(server, ask)
  expect(output?.engines).toEqual([{ name: 'open', outcome: 'answered', found: expect.any(Number) }])
  expect(output?.results[0]).toMatchObject({ publish_date: exampleDay, sources: ['stackexchange'] })
  expect(text).toContain('CC BY-SA 4.0')
})

describe('when an engine fails', () => {
  it('goes on to the next, says why, and does not ask again before the reset', async () => {
    await using it = await startAll('zai,brave')
    it.zai.next({ status: 429, code: '1310', message: 'Weekly limit used up, resets at 2099-12-01 08:00:00' })
    const first = await search(it.server, ask)
    expect(first.output?.engines).toEqual([
      {
        name: 'zai',
        outcome: 'failed',
        found: 0,
        reason: expect.stringMatching(/^zai: Weekly limit used up.*code 1310/),
      },
      { name: 'brave', outcome: 'answered', found: 3 },
    ])
    expect(first.text).toMatch(/failed: zai: Weekly limit used up/)
    expect(it.logs.join()).toContain('search-engine-failed')
    const second = await search(it.server, { search_query: 'another' })
    expect(second.output?.engines[0]?.reason).toMatch(/^zai: not asked until 2099-12-01T00:00:00/)
    expect(it.zai.requests).toHaveLength(1)
  })

  it('never shows a key, in the answer or in the log', async () => {
    await using it = await startAll('zai,brave')
    it.zai.next({ status: 401, code: '1002', message: `bad token ${standInKey}` })
    it.brave.next({ status: 422, code: 'SUBSCRIPTION_TOKEN_INVALID', message: `bad ${standInKey}` })
    const { text, isError } = await search(it.server, ask)
    expect(isError).toBe(true)
    expect(text + it.logs.join()).not.toContain(standInKey)
  })

  it('is one error when all are down: each with its reason, and what to set', async () => {
    await using it = await startAll('zai,brave')
    it.zai.next({ status: 429, code: '1113', message: 'Insufficient balance' })
    it.brave.next({ status: 503 })
    const { text, isError, output } = await search(it.server, ask)
    expect([isError, output]).toEqual([true, undefined])
    expect(text).toMatch(
      /^Error \(unavailable\): No search engine could answer\.\n- zai: Insufficient balance .*\n- brave: .*HTTP 503/,
    )
    expect(text).toMatch(
      /SENSORIUM_SEARCH_ENGINES asks only zai, brave; open needs no key\..*set .*SEARXNG_URL.*TAVILY_API_KEY/,
    )
  })

  it('says which kind of trouble it is when there is but one, and when to come back', async () => {
    await using it = await startAll('brave')
    it.brave.next({ status: 429, code: 'RATE_LIMITED', headers: { 'retry-after': '30' } })
    expect((await search(it.server, ask)).text).toMatch(/^Error \(rate_limited\)[\s\S]*Retry after 30 s\.$/)
  })

  it('answers at the deadline with the others when one hangs', async () => {
    await using it = await startAll('zai,open', { SENSORIUM_SEARCH_TIMEOUT: '3000' })
    it.zai.next({ stallAfter: 5 })
    it.web.services.hackernews.always({ stallAfter: 5 })
    const begun = performance.now()
    const { output } = await search(it.server, { search_query: 'docker git', count: 50 })
    expect(performance.now() - begun).toBeLessThan(9000)
    expect(output?.engines.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(['zai failed', 'open answered'])
    expect(output?.results).toHaveLength(6)
    expect(output?.notes.join()).toContain('hackernews: no complete answer within')
  })
})

describe('when nothing is found', () => {
  it('says so, names the engines and suggests a wider search', async () => {
    await using it = await startAll('brave,open')
    it.brave.finds()
    for (const service of Object.values(it.web.services)) service.finds()
    const { text, output, isError } = await search(it.server, {
      ...ask,
      search_domain_filter: 'https://Docs.Python.org/3/',
      search_recency_filter: 'oneWeek',
    })
    expect(isError).toBe(false)
    expect(output?.results).toEqual([])
    expect(text).toMatch(
      /^No results for “needle in python”\.\n- brave found nothing\n- open found nothing\n- open asked hackernews/,
    )
    expect(text).toContain(
      'Try fewer or more general words, or no search_domain_filter, or a longer search_recency_filter.',
    )
  })
})

describe('what it is asked', () => {
  it.each([
    ['ten thousand characters', 'word '.repeat(2000)],
    ['ten thousand characters without a blank', '学'.repeat(10_000)],
    ['control characters', 'ne\u0000ed\u001Ble\u202E\u200B'],
    ['small words only', 'what is the of and'],
    ['another script', 'как работает сборщик мусора'],
    ['operators', '" OR 1=1 -- site:x (AND) * \\'],
  ])('may be %s', async (_what, search_query) => {
    await using it = await startAll('zai,brave,open')
    it.zai.next({ status: 500 })
    it.brave.next({ status: 500 })
    const { isError, output } = await search(it.server, { search_query })
    expect(isError).toBe(false)
    expect(output?.results.length).toBeGreaterThan(0)
    expect(output?.query.length).toBeLessThanOrEqual(400)
    if (search_query.length > 400) expect(output?.notes[0]).toContain('too long')
  })

  it.each([
    [{ search_query: '\u0000\u200B ' }, 'no visible character'],
    [{ search_query: 'x', search_domain_filter: 'no domain' }, 'is no domain'],
    [{ search_query: 'x', count: 51 }, '`count`'],
    [{ search_query: 'x', location: 'de' }, '`location`'],
    [{}, '`search_query`'],
  ])('is refused in %j', async (args, why) => {
    await using it = await startAll('open')
    const { isError, text } = await search(it.server, args)
    expect(isError).toBe(true)
    expect(text).toMatch(/^Error \(invalid_input\)/)
    expect(text).toContain(why)
    expect(it.web.calls()).toBe(0)
  })
})

describe('how much it says', () => {
  it('is bounded by content_size for each result', async () => {
    await using it = await startAll('brave')
    it.brave.finds(...manyPages(1).map((page) => ({ ...page, text: 'word '.repeat(3000) })))
    const medium = await search(it.server, ask)
    const high = await search(it.server, { ...ask, content_size: 'high' })
    expect(medium.output?.results[0]?.content.length).toBeLessThanOrEqual(600)
    expect(high.output?.results[0]?.content.length).toBeGreaterThan(2000)
    expect(Math.max(...high.text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(410)
  })

  it('is bounded in all by what the client shows', async () => {
    await using it = await startAll('brave')
    it.brave.finds(...manyPages(20).map((page) => ({ ...page, text: 'word '.repeat(600) })))
    for (const [name, most] of [
      ['cline', 7500],
      ['codex', 11_500],
      ['claude-code', 48_000],
    ] as const) {
      await using server = await connect(toolset, { env: it.env, client: { name, version: '1' } })
      const { text, output } = await search(server, { ...ask, count: 20, content_size: 'high' })
      expect(text.length).toBeLessThanOrEqual(most)
      expect(JSON.stringify(output).length).toBeLessThanOrEqual(most)
      expect(output?.found).toBe(20)
      expect(output?.notes.join()).toMatch(/Contents are cut|more did not fit/)
    }
  })
})

describe('what it remembers', () => {
  it('asks once for identical searches at once and later, and again for others', async () => {
    await using it = await startAll('brave')
    it.brave.always({ delayMs: 100 })
    const answers = await Promise.all([search(it.server, ask), search(it.server, ask), search(it.server, ask)])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    await search(it.server, { ...ask, search_query: ' needle  in python ' })
    expect(it.brave.requests).toHaveLength(1)
    await search(it.server, { ...ask, search_recency_filter: 'oneDay' })
    expect(it.brave.requests).toHaveLength(2)
  })

  it('asks again when nothing was found', async () => {
    await using it = await startAll('brave')
    it.brave.next({ body: '{}' })
    expect((await search(it.server, ask)).output?.results).toEqual([])
    expect((await search(it.server, ask)).output?.results).toHaveLength(3)
  })
})

describe("a caller's own key", () => {
  const own = (principal: string, vendorKey: string) => ({ principal, local: false, vendorKey })

  it('is used with its vendor, and does not open the way to configured keys', async () => {
    await using it = await startAll('zai,brave,open', { Z_AI_API_KEY: 'configured-key' })
    await using right = await connect(toolset, { env: it.env, identity: own('ann', standInKey) })
    expect((await search(right, ask)).output?.engines).toMatchObject([{ name: 'zai', outcome: 'answered' }])
    expect(it.zai.requests[0]?.headers.authorization).toBe(`Bearer ${standInKey}`)
    await using wrong = await connect(toolset, { env: it.env, identity: own('bob', 'any-text-as-key') })
    expect((await search(wrong, ask)).output?.engines).toMatchObject([
      { name: 'zai', outcome: 'failed' },
      { name: 'open', outcome: 'answered' },
    ])
    expect(it.brave.requests).toHaveLength(0)
  })

  it('works without a configured one, and a wrong one is named as such and not shown', async () => {
    await using it = await startAll('zai', { Z_AI_API_KEY: '' })
    await using right = await connect(toolset, { env: it.env, identity: own('ann', standInKey) })
    expect((await search(right, ask)).isError).toBe(false)
    await using wrong = await connect(toolset, { env: it.env, identity: own('bob', 'a-wrong-key-123') })
    const { text } = await search(wrong, ask)
    expect(text).toMatch(/^Error \(unauthorized\)/)
    expect(text).not.toContain('a-wrong-key-123')
  })
})

it.each([
  [{ SENSORIUM_SEARCH_ENGINES: 'brave' }, 'SENSORIUM_SEARCH_ENGINES: brave needs BRAVE_API_KEY.'],
  [{ SENSORIUM_SEARCH_ENGINES: 'bing' }, /SENSORIUM_SEARCH_ENGINES: .*"zai"/],
  [{ SEARXNG_URL: 'not an address' }, /^SEARXNG_URL: /],
  [{ SENSORIUM_OPEN_BASE_URLS: '{"github": "nowhere"}' }, /^SENSORIUM_OPEN_BASE_URLS: /],
  [{ SENSORIUM_SEARCH_CONTACT: 'two\nlines' }, /^SENSORIUM_SEARCH_CONTACT: /],
])('refuses the configuration %j', async (env: Record<string, string>, fault) => {
  await expect(connect(toolset, { env })).rejects.toThrow(fault)
})

it.each([
  [{ Z_AI_MODE: 'ZHIPU', Z_AI_API_KEY: standInKey }, 'Z_AI_BASE_URL'],
  [{ BIGMODEL_API_KEY: standInKey }, 'SENSORIUM_BIGMODEL_BASE_URL'],
])('searches at BigModel with %j', async (keys: Record<string, string>, base) => {
  await using bigmodel = await startStandIn(bigmodelStandIn, { key: standInKey })
  await using server = await connect(toolset, { env: { ...keys, [base]: `${bigmodel.url}/api/paas/v4` } })
  expect((await search(server, ask)).output?.engines.map(({ name }) => name)).toEqual(['bigmodel'])
})

it('asks in the order that keys allow when none is configured', async () => {
  await using searxng = await startSearchStandIn(searxngVendor)
  await using server = await connect(toolset, { env: { SEARXNG_URL: searxng.url } })
  expect((await search(server, ask)).output?.engines.map(({ name }) => name)).toEqual(['searxng'])
})
