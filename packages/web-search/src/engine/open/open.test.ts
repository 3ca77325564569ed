import { createNetwork } from '@sensorium/provider'
import { afterAll, describe, expect, it } from 'vitest'
import { exampleDay, manyPages, type OpenWeb, startOpenWeb } from '../../../../../test/search/index.ts'
import type { Engine, SearchQuery, SearchResult } from '../engine.ts'
import { createOpen } from './open.ts'

const network = createNetwork({ health: { failures: 1000 } })
afterAll(() => network.close())

const userAgent = 'sensorium-test/1.0 (+https://example.org/contact)'
const plain: SearchQuery = { text: 'needle', count: 10, recency: 'noLimit', contentSize: 'medium' }
const options = { signal: AbortSignal.timeout(60_000), timeoutMs: 8000 }

async function start(githubToken?: string): Promise<{ web: OpenWeb; engine: Engine } & AsyncDisposable> {
  const web = await startOpenWeb()
  return {
    web,
    engine: createOpen({ network, userAgent, githubToken, baseUrls: web.baseUrls }),
    [Symbol.asyncDispose]: () => web[Symbol.asyncDispose](),
  }
}

/** A query that asks one service, and the first result that must come of it. */
const contracts: readonly (readonly [keyof OpenWeb['services'], Partial<SearchQuery>, Partial<SearchResult>])[] = [
  [
    'wikipedia',
    { domain: 'de.wikipedia.org', text: 'Rust (Begriff)' },
    {
      title: 'First page',
      link: 'https://de.wikipedia.org/wiki/First_page',
      content: 'What the first page says. & more',
      media: 'Wikipedia',
      published: '',
      credit: 'Wikipedia contributors, CC BY-SA 4.0',
      sources: ['wikipedia'],
    },
  ],
  [
    'stackexchange',
    { domain: 'unix.stackexchange.com', text: 'how do I list files' },
    {
      title: 'First page',
      link: 'https://unix.stackexchange.com/questions/1/slug',
      content: '[score 7, 2 answers, one accepted] What the first page says. if (a < b) run()',
      published: exampleDay,
      credit: 'Ann & Bob on unix.stackexchange.com, CC BY-SA 4.0',
    },
  ],
  [
    'hackernews',
    { domain: 'news.ycombinator.com' },
    {
      link: 'https://news.ycombinator.com/item?id=1000',
      content: '[42 points, 7 comments: https://news.ycombinator.com/item?id=1000] What the first page says.',
      published: exampleDay,
    },
  ],
  [
    'github',
    { domain: 'github.com' },
    {
      title: 'owner/repository-1',
      link: 'https://github.com/owner/repository-1',
      content: '[1200 stars, TypeScript] First page: What the first page says.',
      media: 'GitHub',
    },
  ],
  [
    'crates',
    { domain: 'crates.io' },
    {
      title: 'crate-1 1.4.2',
      link: 'https://crates.io/crates/crate-1',
      content: '[5000 downloads] What the first page says.',
    },
  ],
  [
    'npm',
    { domain: 'npmjs.com' },
    {
      title: '@scope/package-1 3.1.0',
      link: 'https://www.npmjs.com/package/@scope/package-1',
      published: exampleDay,
    },
  ],
  [
    'pypi',
    { domain: 'pypi.org', text: 'pip httpx' },
    { title: 'httpx 2.3.4', link: 'https://pypi.org/project/httpx/', content: 'What the first page says.' },
  ],
  [
    'arxiv',
    { domain: 'arxiv.org', text: 'attention is all you need' },
    {
      title: 'First page on $L^2$ & more',
      link: 'https://arxiv.org/abs/2401.00001v2',
      content: 'A. Author, B. Author. What the first page says.',
      published: exampleDay,
    },
  ],
  [
    'mdn',
    { domain: 'developer.mozilla.org' },
    {
      title: '<first>: element',
      link: 'https://developer.mozilla.org/en-US/docs/Web/Page_1',
      credit: 'MDN contributors, CC BY-SA 2.5',
    },
  ],
]

describe.each(contracts)('%s', (service, query, first) => {
  it('answers by its contract, attributed', async () => {
    await using it = await start()
    const { results } = await it.engine.search({ ...plain, ...query }, options)
    expect(results[0]).toMatchObject(first)
    expect(it.web.calls()).toBe(it.web.services[service].requests.length)
    expect(it.web.services[service].requests[0]?.headers['user-agent']).toBe(userAgent)
  })

  it('takes any query', async () => {
    await using it = await start()
    const asked = { ...plain, ...query }
    for (const text of ['the of and', '机器学习 教程', 'a" AND (b:c) OR *', '%00&q=2#?/\\', 'x'.repeat(400)]) {
      // Only the sources with a pace of their own may ask for patience.
      const answer = it.engine.search({ ...asked, text }, { ...options, timeoutMs: 2500 })
      await answer.catch((error: unknown) => expect(String(error)).toMatch(/limit of 1 in|not asked until/))
    }
  })

  it('names itself when it fails in any way', async () => {
    await using it = await start()
    const server = it.web.services[service]
    for (const scenario of [{ status: 500 }, { body: '<html>' }, { cutAfter: 5 }]) {
      server.always(scenario)
      await expect(it.engine.search({ ...plain, ...query }, options)).rejects.toMatchObject({
        vendor: 'open',
        message: expect.stringContaining(service),
      })
    }
  })
})

it('asks side by side, keeps what came, and says who did not answer', async () => {
  await using it = await start()
  it.web.services.stackexchange.always({ status: 500 })
  it.web.services.mdn.always({ stallAfter: 10 })
  const { results, notes, partial } = await it.engine.search(
    { ...plain, text: 'css error' },
    { ...options, timeoutMs: 2500 },
  )
  expect(new Set(results.flatMap(({ sources }) => sources))).toEqual(new Set(['github-issues', 'hackernews']))
  expect(notes).toEqual([
    'open asked stackexchange, github-issues, hackernews, mdn (an error message; the web platform).',
    expect.stringMatching(/^stackexchange: .*HTTP 500/),
    expect.stringMatching(/^mdn: no complete answer/),
  ])
  expect(partial).toBe(true)
})

it('joins a page that two sources know', async () => {
  await using it = await start()
  it.web.services.hackernews.finds({
    title: 'A',
    url: 'http://www.github.com/owner/repository-1/',
    text: '',
    date: '2026-11-20',
  })
  const { results } = await it.engine.search({ ...plain, text: 'docker git' }, options)
  expect(results.filter(({ link }) => link.includes('repository-1'))).toHaveLength(1)
  expect(results[0]?.sources).toEqual(['github-repositories', 'hackernews'])
})

it('filters by date at the source where it can, here where it cannot', async () => {
  await using it = await start()
  const month = { ...plain, text: 'rust crate docker', recency: 'oneMonth' } as const
  const { results, notes } = await it.engine.search(month, options)
  expect(results.every(({ published }) => published === exampleDay)).toBe(true)
  const { services } = it.web
  expect(services.hackernews.requests[0]?.params['numericFilters']).toMatch(/^created_at_i>\d{10}$/)
  expect(services.github.requests[0]?.params['q']).toMatch(/ pushed:>=\d{4}-\d\d-\d\d$/)
  expect(notes.join()).toMatch(/crates: filtered here to oneMonth; \d older dropped/)
  await it.engine.search({ ...month, text: 'bash error' }, options)
  expect(services.stackexchange.requests[0]?.params['fromdate']).toMatch(/^\d{10}$/)
  await it.engine.search({ ...month, domain: 'arxiv.org' }, options)
  expect(services.arxiv.requests[0]?.params['search_query']).toMatch(/submittedDate:\[\d{12} TO \d{12}\]/)
})

it('finds a paper by its identifier', async () => {
  await using it = await start()
  await it.engine.search({ ...plain, text: 'arXiv:1706.03762v5' }, options)
  expect(it.web.services.arxiv.requests[0]?.params).toMatchObject({ id_list: '1706.03762v5' })
})

it('asks the Wikipedia of the script', async () => {
  await using web = await startOpenWeb()
  const baseUrls = { ...web.baseUrls, wikipedia: `${web.baseUrls.wikipedia}/{lang}` }
  const engine = createOpen({ network, userAgent, githubToken: undefined, baseUrls })
  for (const text of ['机器学习', '東京とは', '서울', 'сборщик', 'capital of Mongolia']) {
    await engine.search({ ...plain, text }, options).catch(() => {})
  }
  expect(web.services.wikipedia.requests.map(({ path }) => path.split('/')[1])).toEqual(['zh', 'ja', 'ko', 'ru', 'en'])
})

describe('manners', () => {
  it('calls crates.io once a second', async () => {
    await using it = await start()
    const searches = ['one', 'two'].map((text) => it.engine.search({ ...plain, text, domain: 'crates.io' }, options))
    await Promise.all(searches)
    const [first, second] = it.web.services.crates.requests
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(600)
  })

  it('calls arXiv once in three seconds, and does not wait longer than it may', async () => {
    await using it = await start()
    const paper = { ...plain, domain: 'arxiv.org' }
    await it.engine.search(paper, options)
    await expect(it.engine.search({ ...paper, text: 'b' }, { ...options, timeoutMs: 1000 })).rejects.toMatchObject({
      message: expect.stringMatching(/arxiv: not called: its limit of 1 in 3 s/),
    })
    expect(it.web.services.arxiv.requests).toHaveLength(1)
  })

  it('calls GitHub ten times a minute without a token', async () => {
    await using it = await start()
    for (let call = 0; call < 6; call += 1) {
      await it.engine.search({ ...plain, domain: 'github.com', text: `${call}` }, options).catch(() => {})
    }
    expect(it.web.services.github.requests).toHaveLength(10)
    await using own = await start('a-token-of-ours')
    await own.engine.search({ ...plain, domain: 'github.com' }, options)
    expect(own.web.services.github.requests[0]).toMatchObject({
      headers: { authorization: 'Bearer a-token-of-ours' },
      params: { q: expect.stringContaining('is:public') },
    })
  })

  it('obeys a backoff of Stack Exchange, and the end of its day', async () => {
    await using it = await start()
    const question = { ...plain, domain: 'stackoverflow.com' }
    it.web.services.stackexchange.next({ body: JSON.stringify({ items: [], backoff: 10 }) })
    await it.engine.search(question, options)
    await expect(it.engine.search(question, options)).rejects.toMatchObject({
      message: expect.stringMatching(/leaves 10 s to wait/),
    })
    expect(it.web.services.stackexchange.requests).toHaveLength(1)

    await using other = await start()
    const message = 'too many requests from this IP, more requests available in 5000 seconds'
    other.web.services.stackexchange.next({ status: 400, code: 'throttle_violation', message })
    await expect(other.engine.search(question, options)).rejects.toMatchObject({
      message: expect.stringContaining(message),
    })
    await expect(other.engine.search(question, options)).rejects.toMatchObject({
      message: expect.stringContaining('not asked until'),
    })
    expect(other.web.services.stackexchange.requests).toHaveLength(1)
  })

  it('calls Wikipedia one at a time, and not after it said to slow down', async () => {
    await using it = await start()
    const article = { ...plain, domain: 'en.wikipedia.org' }
    it.web.services.wikipedia.always({ delayMs: 150 })
    await Promise.all(['a', 'b', 'c'].map((text) => it.engine.search({ ...article, text }, options)))
    const times = it.web.services.wikipedia.requests.map(({ at }) => at)
    for (const [index, time] of times.entries()) {
      if (index > 0) expect(time - (times[index - 1] ?? 0)).toBeGreaterThan(140)
    }
    it.web.services.wikipedia.next({ body: '{"error":{"code":"ratelimited","info":"slow down"}}' })
    await expect(it.engine.search(article, options)).rejects.toMatchObject({
      message: expect.stringContaining('slow down'),
    })
    await expect(it.engine.search(article, options)).rejects.toMatchObject({
      message: expect.stringContaining('not asked until'),
    })
    expect(it.web.services.wikipedia.requests).toHaveLength(4)
  })

  it('asks nobody for more than twenty', async () => {
    await using it = await start()
    for (const service of Object.values(it.web.services)) service.finds(...manyPages(60))
    const { results } = await it.engine.search({ ...plain, count: 50, text: 'docker git' }, options)
    expect(results).toHaveLength(60)
  })
})
