import { createNetwork } from '@sensorium/provider'
import { afterAll, describe, expect, it } from 'vitest'
import {
  braveVendor,
  exampleDay,
  exaVendor,
  manyPages,
  type Page,
  type SearchStandIn,
  searxngVendor,
  standInKey,
  startSearchStandIn,
  tavilyVendor,
} from '../../../../test/search/index.ts'
import { bigmodelStandIn, startStandIn, zaiStandIn } from '../../../../test/vendors/index.ts'
import { createBigmodel } from './bigmodel.ts'
import { createBrave } from './brave.ts'
import type { Engine, SearchQuery } from './engine.ts'
import { createExa } from './exa.ts'
import { createSearxng } from './searxng.ts'
import { createTavily } from './tavily.ts'
import { createZai } from './zai.ts'

const network = createNetwork()
afterAll(() => network.close())

const key = standInKey
const query: SearchQuery = { text: 'needle', count: 10, recency: 'noLimit', contentSize: 'medium' }
const narrow: SearchQuery = { ...query, domain: 'example.org', recency: 'oneWeek', location: 'us', count: 50 }
const options = { signal: AbortSignal.timeout(60_000), timeoutMs: 5000 }

const engines = {
  searxng: { vendor: searxngVendor, make: (baseUrl: string) => createSearxng({ baseUrl, network }) },
  brave: { vendor: braveVendor, make: (baseUrl: string) => createBrave({ key, baseUrl, network }) },
  tavily: { vendor: tavilyVendor, make: (baseUrl: string) => createTavily({ key, baseUrl, network }) },
  exa: { vendor: exaVendor, make: (baseUrl: string) => createExa({ key, baseUrl, network }) },
} as const

async function start(name: keyof typeof engines): Promise<{ server: SearchStandIn; engine: Engine } & AsyncDisposable> {
  const server = await startSearchStandIn(engines[name].vendor)
  return {
    server,
    engine: engines[name].make(server.url),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

/** What goes over the wire for `narrow`; CONTRACTS 5. */
const wire: Readonly<Record<keyof typeof engines, object>> = {
  searxng: { params: { q: 'needle site:example.org', format: 'json', time_range: 'week', language: 'en-US' } },
  brave: { params: { q: 'needle site:example.org', count: '20', freshness: 'pw', country: 'US' } },
  tavily: {
    body: {
      query: 'needle',
      max_results: 20,
      include_favicon: true,
      time_range: 'week',
      include_domains: ['example.org'],
      country: 'united states',
    },
  },
  exa: {
    body: {
      query: 'needle',
      numResults: 50,
      contents: { text: { maxCharacters: 600 } },
      includeDomains: ['example.org'],
      startPublishedDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      userLocation: 'US',
    },
  },
}

const hostile: Page[] = [
  {
    title: '<b>Bold</b> &amp;amp; &lt;b&gt;',
    url: 'https://example.org/a',
    text: 'x<script>y</script>\u0000\u202Ez',
    date: 'soon',
  },
  { title: '', url: 'https://example.org/untitled', text: '', date: '' },
  { title: 'bad', url: 'javascript:alert(1)', text: 'no', date: '' },
  { title: 'bad', url: 'file:///etc/passwd', text: 'no', date: '' },
  { title: 'bad', url: '//nowhere', text: 'no', date: '' },
  { title: 'bad', url: `https://example.org/${'x'.repeat(3000)}`, text: 'no', date: '' },
  { title: 't'.repeat(10_000), url: 'https://example.org/long', text: 'c '.repeat(50_000), date: '2026-11-20' },
]

describe.each(Object.keys(engines) as (keyof typeof engines)[])('%s', (name) => {
  it('answers in the words of ours', async () => {
    await using it = await start(name)
    const { results, notes } = await it.engine.search(query, options)
    expect(results).toHaveLength(3)
    expect(results[0]).toMatchObject({
      title: 'First page',
      link: 'https://example.org/first',
      content: expect.stringContaining('What the first page says.'),
      published: name === 'tavily' ? '' : exampleDay,
    })
    expect(results[0]?.media).not.toBe('')
    expect(notes).toEqual(name === 'searxng' ? ['searxng: no answer from three.'] : [])
  })

  it('asks as its contract says, every filter mapped', async () => {
    await using it = await start(name)
    await it.engine.search(narrow, options)
    expect(it.server.requests).toHaveLength(1)
    expect(it.server.requests[0]).toMatchObject(wire[name])
  })

  it('takes null lists, lists and entries encoded twice, and no list at all', async () => {
    await using it = await start(name)
    const record = { title: 'One', url: 'https://example.org/one', content: 'c', description: 'c', text: 'c' }
    const nested = (results: unknown) => JSON.stringify(name === 'brave' ? { web: { results } } : { results })
    it.server.next(
      { body: nested(null) },
      { body: '{}' },
      { body: nested(JSON.stringify([record])) },
      { body: nested([JSON.stringify(record), JSON.stringify(JSON.stringify(record))]) },
      { body: nested({ not: 'a list' }) },
    )
    const counts: number[] = []
    for (let call = 0; call < 5; call += 1) counts.push((await it.engine.search(query, options)).results.length)
    expect(counts).toEqual([0, 0, 1, 2, 0])
  })

  it('keeps what is usable of a damaged answer, cleans it, and counts what it left out', async () => {
    await using it = await start(name)
    it.server.finds(...hostile)
    const { results, notes } = await it.engine.search(query, options)
    expect(results.map(({ link }) => link)).toEqual([
      'https://example.org/a',
      'https://example.org/untitled',
      'https://example.org/long',
    ])
    expect(results[0]).toMatchObject({ title: 'Bold & <b>', published: name === 'brave' ? expect.any(String) : '' })
    expect(results[0]?.content).toBe('x z')
    expect(results[1]?.title).toBe('https://example.org/untitled')
    expect(results[2]?.title).toHaveLength(300)
    expect(notes).toContainEqual(expect.stringMatching(/4 entries were left out/))
  })

  it('takes an answer of 300, and entries of every wrong kind', async () => {
    await using it = await start(name)
    const records = manyPages(300).map(({ title, url, text }) => ({ title, url, content: text }))
    const results = [null, 7, 'text', [], {}, { url: 5 }, { url: null }, ...records]
    it.server.next({ body: JSON.stringify(name === 'brave' ? { web: { results } } : { results }) })
    const answer = await it.engine.search(query, options)
    expect(answer.results).toHaveLength(293)
    expect(answer.notes).toContainEqual(expect.stringMatching(/7 entries were left out/))
  })

  it.each([[{ gzip: true }], [{ split: 3 }], [{ headers: { 'content-type': 'text/plain; charset=utf-8' } }]])(
    'reads its answer however it is sent: %j',
    async (scenario) => {
      await using it = await start(name)
      it.server.next(scenario)
      expect((await it.engine.search(query, options)).results).toHaveLength(3)
    },
  )

  it('reads a byte order mark and survives bytes that are no UTF-8', async () => {
    await using it = await start(name)
    const record = { title: 'B\uFFFDd', url: 'https://example.org/one' }
    const body = JSON.stringify(name === 'brave' ? { web: { results: [record] } } : { results: [record] })
    it.server.next({ body: `\uFEFF${body}` })
    expect((await it.engine.search(query, options)).results).toMatchObject([{ title: 'B\uFFFDd' }])
  })

  it.each([
    [
      'a rate limit, at once',
      { status: 429, code: 'RATE_LIMITED', headers: { 'retry-after': '9' } },
      { kind: 'rate', retryAfterMs: 9000 },
    ],
    ['a server in trouble', { status: 503 }, { kind: 'server' }],
    ['HTML for JSON', { body: '<html><title>Log in</title>' }, { kind: 'malformed' }],
    ['cut JSON', { body: '{"results": [{"ti' }, { kind: 'malformed' }],
    ['a cut connection', { cutAfter: 10 }, { kind: 'network' }],
    ['a body that stands still', { stallAfter: 10 }, { kind: 'timeout' }],
  ])('fails with %s', async (_what, scenario, error) => {
    await using it = await start(name)
    it.server.next(scenario)
    await expect(it.engine.search(query, { ...options, timeoutMs: 2000 })).rejects.toMatchObject({
      ...error,
      vendor: name,
    })
    expect(it.server.requests).toHaveLength(1)
  })

  it('sends 400 characters of anything', async () => {
    await using it = await start(name)
    for (const text of ['word '.repeat(80).trim(), '学'.repeat(400), 'a" OR (b:c) -d *', '%00&q=2#?/']) {
      expect(
        (await it.engine.search({ ...query, text, domain: 'example.org' }, options)).results.length,
      ).toBeGreaterThan(0)
    }
  })
})

it.each([
  ['brave', { status: 422, code: 'SUBSCRIPTION_TOKEN_INVALID' }, { kind: 'authentication' }],
  [
    'brave',
    {
      status: 429,
      code: 'QUOTA_LIMITED',
      headers: { 'x-ratelimit-remaining': '1, 0', 'x-ratelimit-reset': '1, 86400' },
    },
    { kind: 'quota', retryAfterMs: 86_400_000 },
  ],
  [
    'tavily',
    { status: 401, message: 'no key' },
    { kind: 'authentication', message: expect.stringContaining('no key') },
  ],
  ['tavily', { status: 432, message: 'plan limit' }, { kind: 'quota', message: expect.stringContaining('plan limit') }],
  ['tavily', { status: 433 }, { kind: 'quota' }],
  ['exa', { status: 401, code: 'INVALID_API_KEY' }, { kind: 'authentication' }],
  [
    'exa',
    { status: 402, code: 'NO_MORE_CREDITS' },
    { kind: 'account', message: expect.stringContaining('dashboard.exa.ai') },
  ],
  ['searxng', { status: 403 }, { kind: 'authentication', message: expect.stringContaining('search.formats') }],
] as const)('%s means by %j what it says', async (name, scenario, error) => {
  await using it = await start(name)
  it.server.next(scenario)
  await expect(it.engine.search(query, options)).rejects.toMatchObject(error)
})

it('finds a SearXNG that is not at the root, with or without a slash', async () => {
  await using server = await startSearchStandIn(searxngVendor)
  for (const path of ['/searxng', '/searxng/']) {
    const engine = createSearxng({ baseUrl: server.url + path, network })
    expect((await engine.search(query, options)).results).toHaveLength(3)
  }
})

describe.each([
  ['zai', zaiStandIn, (baseUrl: string) => createZai({ key, baseUrl, network })],
  [
    'bigmodel',
    bigmodelStandIn,
    (baseUrl: string) => createBigmodel({ key, baseUrl, network, searchEngine: 'search_pro' }),
  ],
] as const)('%s', (name, vendor, make) => {
  const open = async () => {
    const server = await startStandIn(vendor, { key })
    return { server, engine: make(`${server.url}/api/paas/v4`), [Symbol.asyncDispose]: server.close }
  }

  it('asks and answers as its contract says', async () => {
    await using it = await open()
    const { results, unfiltered } = await it.engine.search({ ...narrow, contentSize: 'high' }, options)
    expect(results[0]).toEqual({
      title: 'Result 1 for needle',
      link: 'https://example.org/1',
      content: 'What page 1 says of needle.',
      media: 'Example',
      icon: 'https://example.org/icon.png',
      published: '2026-11-20',
    })
    expect(unfiltered).toEqual(['location'])
    expect(it.server.requests[0]?.body).toEqual({
      search_query: 'needle',
      count: 50,
      search_domain_filter: 'example.org',
      search_recency_filter: 'oneWeek',
      ...(name === 'zai'
        ? { search_engine: 'search-prime' }
        : { search_engine: 'search_pro', search_intent: false, content_size: 'high' }),
    })
  })

  it('takes null, twice encoded and damaged lists', async () => {
    await using it = await open()
    const record = { title: '<em>T</em>', link: 'https://a.example/', content: null, publish_date: 'soon' }
    it.server.next(
      { body: '{"search_result": null}' },
      { body: JSON.stringify({ search_result: JSON.stringify([record]) }) },
      { body: JSON.stringify({ search_result: [JSON.stringify(record), null, { title: 'no address' }] }) },
      { body: JSON.stringify({ search_result: Array.from({ length: 300 }, () => record) }) },
    )
    expect((await it.engine.search(query, options)).results).toEqual([])
    expect((await it.engine.search(query, options)).results).toMatchObject([{ title: 'T', content: '', published: '' }])
    const { results, notes } = await it.engine.search(query, options)
    expect([results.length, notes]).toEqual([1, [expect.stringMatching(/2 entries were left out/)]])
    expect((await it.engine.search(query, options)).results).toHaveLength(300)
  })

  it('says what a used-up quota means, and when it ends, without asking twice', async () => {
    await using it = await open()
    it.server.next({ status: 429, code: '1310', message: 'Weekly limit used up, resets at 2026-12-01 08:00:00' })
    await expect(it.engine.search(query, options)).rejects.toMatchObject({
      kind: 'quota',
      resetAt: new Date('2026-12-01T00:00:00Z'),
    })
    it.server.next(
      { status: 429, code: '1302', message: 'too fast' },
      { status: 401, code: '1002', message: `no ${key}` },
    )
    await expect(it.engine.search(query, options)).rejects.toMatchObject({ kind: 'rate' })
    await expect(it.engine.search(query, options)).rejects.toMatchObject({
      kind: 'authentication',
      message: expect.not.stringContaining(key),
    })
    expect(it.server.requests).toHaveLength(3)
  })
})

it('gives BigModel 70 characters and says so, and Sogou whole tens', async () => {
  const server = await startStandIn(bigmodelStandIn, { key })
  const engine = createBigmodel({
    key,
    baseUrl: `${server.url}/api/paas/v4`,
    network,
    searchEngine: 'search_pro_sogou',
  })
  const text = 'how do I configure the compiler so that it writes declaration files for a project with references'
  const { notes } = await engine.search({ ...query, text, count: 3 }, options)
  expect(notes).toEqual([
    'bigmodel takes 70 characters: it was asked for “configure compiler writes declaration files project references”.',
  ])
  expect(server.requests[0]?.body).toMatchObject({ count: 10 })
  await engine.search({ ...query, text: '学'.repeat(400) }, options)
  expect(server.requests[1]?.body).toMatchObject({ search_query: '学'.repeat(70) })
  await server.close()
})
