import { z } from 'zod'
import { json, type Reply } from '../vendors/scenario.ts'
import { checked, isContactable, type Page, type SearchVendor, tooOften, whole } from './stand-in.ts'

const plain = (status: number, _code: string, message: string): Reply => json({ message }, status)

const seconds = (date: string): number => Math.floor(Date.parse(date) / 1000)

/** Wikipedia's search (CONTRACTS 5); it turns away callers that do not say who they are. */
export const wikipediaVendor: SearchVendor = {
  error: (status, code, info) => json({ error: { code, info } }, status),
  refuse: (request) =>
    isContactable(request)
      ? undefined
      : { status: 403, type: 'text/html', body: 'Please set a user-agent and respect our robot policy.' },
  routes: {
    'GET /w/api.php': checked(
      {
        action: z.literal('query'),
        list: z.literal('search'),
        srsearch: z.string().min(1).max(300),
        srlimit: whole(1, 500),
        srprop: z.string(),
        format: z.literal('json'),
        formatversion: z.literal('2'),
      },
      (info) => json({ error: { code: 'badvalue', info } }),
      ({ srlimit }, _request, pages) =>
        json({
          batchcomplete: true,
          query: {
            searchinfo: { totalhits: pages.length },
            search: pages.slice(0, srlimit).map(({ title, text }, at) => ({
              ns: 0,
              title,
              pageid: at + 1,
              snippet: `<span class="searchmatch">${text}</span> &amp; more`,
            })),
          },
        }),
    ),
  },
}

/** Stack Exchange (CONTRACTS 5): always gzip. */
export const stackexchangeVendor: SearchVendor = {
  gzip: true,
  error: (status, code, message) => json({ error_id: 502, error_name: code, error_message: message }, status),
  routes: {
    'GET /search/advanced': checked(
      {
        q: z.string().min(1),
        site: z.string(),
        order: z.literal('desc'),
        sort: z.literal('relevance'),
        filter: z.literal('withbody'),
        pagesize: whole(1, 100),
        fromdate: whole(0, 1e11).optional(),
      },
      (message) => json({ error_id: 400, error_name: 'bad_parameter', error_message: message }, 400),
      ({ site, pagesize, fromdate = 0 }, _request, pages) =>
        json({
          items: pages
            .filter(({ date }) => seconds(date) >= fromdate)
            .slice(0, pagesize)
            .map(({ title, text, date }, at) => ({
              question_id: at + 1,
              title: title.replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
              link: `https://${site === 'stackoverflow' ? 'stackoverflow' : `${site}.stackexchange`}.com/questions/${at + 1}/slug`,
              body: `<p>${text}</p><pre><code>if (a &lt; b) run()</code></pre>`,
              score: 7,
              answer_count: 2,
              accepted_answer_id: 99,
              creation_date: seconds(date),
              content_license: 'CC BY-SA 4.0',
              owner: { display_name: 'Ann &amp; Bob' },
            })),
          has_more: false,
          quota_max: 300,
          quota_remaining: 250,
        }),
    ),
  },
}

/** Hacker News by Algolia (CONTRACTS 5). */
export const hackernewsVendor: SearchVendor = {
  error: plain,
  routes: {
    'GET /api/v1/search': checked(
      {
        query: z.string().refine((query) => Buffer.byteLength(query) <= 512),
        tags: z.literal('story'),
        hitsPerPage: whole(1, 1000),
        numericFilters: z
          .string()
          .regex(/^created_at_i>\d+$/)
          .optional(),
      },
      (message) => plain(400, '', message),
      ({ hitsPerPage, numericFilters = '>0' }, _request, pages) =>
        json({
          hits: pages
            .filter(({ date }) => seconds(date) > Number(numericFilters.split('>')[1]))
            .slice(0, hitsPerPage)
            .map(({ title, url, text, date }, at) => ({
              objectID: String(1000 + at),
              title,
              url,
              story_text: text,
              points: 42,
              num_comments: 7,
              author: 'someone',
              created_at: date,
              created_at_i: seconds(date),
            })),
          nbHits: pages.length,
        }),
    ),
  },
}

const githubSearch = (item: (page: Page, at: number) => object) =>
  checked(
    { q: z.string().min(1).max(256), per_page: whole(1, 100) },
    (message) => plain(422, '', message),
    ({ q, per_page }, _request, pages) => {
      const from = /(?:pushed|updated):>=(\S+)/.exec(q)?.[1] ?? ''
      const found = pages.filter(({ date }) => date >= from)
      return json({ total_count: found.length, incomplete_results: false, items: found.slice(0, per_page).map(item) })
    },
  )

/** GitHub's search (CONTRACTS 5): 10 a minute without a token, a User-Agent always. */
export const githubVendor: SearchVendor = {
  error: plain,
  refuse: (request, earlier) => {
    if (request.headers['user-agent'] === undefined) return plain(403, '', 'Request forbidden by administrative rules.')
    const anonymous = request.headers.authorization === undefined
    return anonymous && tooOften(request, earlier, 10, 60_000) ? plain(403, '', 'API rate limit exceeded') : undefined
  },
  routes: {
    'GET /search/repositories': githubSearch(({ title, text, date }, at) => ({
      full_name: `owner/repository-${at + 1}`,
      html_url: `https://github.com/owner/repository-${at + 1}`,
      description: `${title}: ${text}`,
      stargazers_count: 1200,
      language: 'TypeScript',
      pushed_at: date,
    })),
    'GET /search/issues': githubSearch(({ title, text, date }, at) => ({
      title: `${title} in Option<T>`,
      html_url: `https://github.com/owner/repository/issues/${at + 1}`,
      body: text,
      state: 'closed',
      comments: 3,
      created_at: date,
      updated_at: date,
    })),
  },
}

/** crates.io (CONTRACTS 5): one call a second, by a caller that says who it is. */
export const cratesVendor: SearchVendor = {
  error: (status, _code, detail) => json({ errors: [{ detail }] }, status),
  refuse: (request, earlier) => {
    if (!isContactable(request))
      return json({ errors: [{ detail: 'We require a User-Agent with contact information' }] }, 403)
    return tooOften(request, earlier, 1, 600) ? json({ errors: [{ detail: 'slow down' }] }, 429) : undefined
  },
  routes: {
    'GET /api/v1/crates': checked(
      { q: z.string(), per_page: whole(1, 100) },
      (message) => json({ errors: [{ detail: message }] }, 400),
      ({ per_page }, _request, pages) =>
        json({
          crates: pages.slice(0, per_page).map(({ text, date }, at) => ({
            id: `crate-${at + 1}`,
            name: `crate-${at + 1}`,
            description: text,
            max_version: '2.0.0-beta.1',
            max_stable_version: '1.4.2',
            downloads: 5000,
            updated_at: date,
          })),
          meta: { total: pages.length },
        }),
    ),
  },
}

/** The npm registry's search. */
export const npmVendor: SearchVendor = {
  error: plain,
  routes: {
    'GET /-/v1/search': checked(
      { text: z.string(), size: whole(1, 250) },
      (message) => plain(400, '', message),
      ({ size }, _request, pages) =>
        json({
          objects: pages.slice(0, size).map(({ text, date }, at) => ({
            package: { name: `@scope/package-${at + 1}`, version: '3.1.0', description: text, date, links: {} },
            score: { final: 0.5 },
          })),
          total: pages.length,
        }),
    ),
  },
}

/** PyPI's JSON of one project. */
export const pypiVendor: SearchVendor = {
  error: plain,
  routes: {
    'GET /pypi/*': ({ path }, pages) => {
      const name = path.split('/')[2] ?? ''
      const [page] = pages
      if (page === undefined || name === 'absent') return plain(404, '', 'Not Found')
      return json({
        info: { name, version: '2.3.4', summary: page.text },
        urls: [{ upload_time_iso_8601: page.date }],
      })
    },
  },
}

/** arXiv (CONTRACTS 5): Atom, one call in three seconds. */
export const arxivVendor: SearchVendor = {
  error: (status, _code, message) => ({ status, type: 'text/html', body: `<title>${message}</title>` }),
  refuse: (request, earlier) =>
    tooOften(request, earlier, 1, 2000) ? { status: 503, type: 'text/plain', body: 'Rate exceeded.' } : undefined,
  routes: {
    'GET /api/query': checked(
      {
        search_query: z
          .string()
          .regex(
            /^(?:all:[\p{L}\p{N}]+|submittedDate:\[\d{12} TO \d{12}\])(?: AND (?:all:[\p{L}\p{N}]+|submittedDate:\[\d{12} TO \d{12}\]))*$/u,
          )
          .optional(),
        id_list: z.string().optional(),
        max_results: whole(1, 2000),
        sortBy: z.literal('relevance'),
      },
      (message) => ({ status: 400, type: 'text/plain', body: message }),
      ({ max_results }, _request, pages) => ({
        status: 200,
        type: 'application/atom+xml; charset=utf-8',
        body: `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query</title>${pages
          .slice(0, max_results)
          .map(
            ({ title, text, date }, at) => `
<entry><id>http://arxiv.org/abs/2401.0000${at + 1}v2</id><updated>${date}</updated><published>${date}</published>
<title>${title}
  on $L^2$ &amp; more</title><summary>  ${text}
</summary><author><name>A. Author</name></author><author><name>B. Author</name></author></entry>`,
          )
          .join('')}
</feed>`,
      }),
    ),
  },
}

/** MDN's search (CONTRACTS 5). */
export const mdnVendor: SearchVendor = {
  error: plain,
  routes: {
    'GET /api/v1/search': checked(
      { q: z.string().min(1).max(200), locale: z.literal('en-US'), size: whole(1, 50) },
      (message) => json({ errors: { q: [{ message, code: 'invalid' }] } }, 400),
      ({ size }, _request, pages) =>
        json({
          documents: pages.slice(0, size).map(({ title, text }, at) => ({
            mdn_url: `/en-US/docs/Web/Page_${at + 1}`,
            title: `<${title.split(' ')[0]?.toLowerCase()}>: element`,
            locale: 'en-US',
            summary: text,
            score: 10,
          })),
          metadata: { total: { value: pages.length, relation: 'eq' } },
        }),
    ),
  },
}
