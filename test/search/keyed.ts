import { z } from 'zod'
import { json } from '../vendors/scenario.ts'
import { checked, type SearchVendor, whole } from './stand-in.ts'

/** A user's own SearXNG (CONTRACTS 5); paths below `/searxng` stand for an instance that is not at the root. */
const searxngSearch = checked(
  {
    q: z.string().min(1),
    format: z.literal('json'),
    time_range: z.enum(['day', 'week', 'month', 'year']).optional(),
    language: z.string().optional(),
  },
  (message) => json({ error: message }, 400),
  ({ q }, _request, pages) =>
    json({
      query: q,
      number_of_results: 0,
      results: pages.map(({ title, url, text, date }) => ({
        title,
        url,
        content: text,
        publishedDate: date,
        engine: 'one',
        engines: ['one', 'two'],
        score: 1,
      })),
      answers: [],
      unresponsive_engines: [['three', 'timeout']],
    }),
)

export const searxngVendor: SearchVendor = {
  routes: { 'GET /search': searxngSearch, 'GET /searxng/search': searxngSearch },
  error: (status) => ({ status, type: 'text/html', body: `<!doctype html><title>${status} Refused</title>` }),
}

const braveError = (status: number, code: string, detail: string) =>
  json({ id: 'r1', status, type: 'ErrorResponse', error: { id: 'e1', status, code, detail, meta: {} } }, status)

/** Brave Search (CONTRACTS 5). */
export const braveVendor: SearchVendor = {
  error: braveError,
  refuse: ({ headers }, _earlier, key) =>
    headers['x-subscription-token'] === key
      ? undefined
      : braveError(422, 'SUBSCRIPTION_TOKEN_INVALID', 'The provided subscription token is invalid.'),
  routes: {
    'GET /res/v1/web/search': checked(
      {
        q: z
          .string()
          .min(1)
          .max(400)
          .refine((q) => q.split(' ').length <= 50),
        count: whole(1, 20).optional(),
        freshness: z.enum(['pd', 'pw', 'pm', 'py']).optional(),
        country: z.string().length(2).optional(),
      },
      (message) => braveError(422, 'VALIDATION', message),
      ({ q, count = 20 }, _request, pages) =>
        json({
          type: 'search',
          query: { original: q },
          web: {
            type: 'search',
            results: pages.slice(0, count).map(({ title, url, text, date }) => ({
              title,
              url,
              description: `<strong>${text}</strong>`,
              page_age: date.replace('Z', ''),
              age: '3 days ago',
              profile: { name: 'Example', img: 'https://imgs.search.brave.com/a' },
              meta_url: { hostname: URL.parse(url)?.hostname, favicon: 'https://imgs.search.brave.com/f' },
            })),
          },
        }),
    ),
  },
}

const tavilyError = (status: number, _code: string, error: string) => json({ detail: { error } }, status)

/** Tavily (CONTRACTS 5). */
export const tavilyVendor: SearchVendor = {
  error: tavilyError,
  refuse: ({ headers }, _earlier, key) =>
    headers.authorization === `Bearer ${key}`
      ? undefined
      : tavilyError(401, '', 'Unauthorized: missing or invalid API key.'),
  routes: {
    'POST /search': checked(
      {
        query: z.string().min(1).max(400),
        max_results: z.int().min(0).max(20),
        include_favicon: z.boolean().optional(),
        time_range: z.enum(['day', 'week', 'month', 'year']).optional(),
        include_domains: z.array(z.string()).optional(),
        country: z.string().optional(),
      },
      (message) => tavilyError(400, '', message),
      ({ query, max_results, include_domains }, _request, pages) =>
        json({
          query,
          response_time: 0.4,
          results: pages
            .filter(({ url }) => include_domains?.some((domain) => url.includes(domain)) ?? true)
            .slice(0, max_results)
            .map(({ title, url, text }) => ({ title, url, content: text, score: 0.9, favicon: `${url}/favicon.ico` })),
        }),
      'body',
    ),
  },
}

const exaError = (status: number, tag: string, error: string) => json({ requestId: 'r1', error, tag }, status)

/** Exa (CONTRACTS 5). */
export const exaVendor: SearchVendor = {
  error: exaError,
  refuse: ({ headers }, _earlier, key) =>
    headers['x-api-key'] === key ? undefined : exaError(401, 'INVALID_API_KEY', 'Invalid API key'),
  routes: {
    'POST /search': checked(
      {
        query: z.string().min(1),
        numResults: z.int().min(1).max(100),
        contents: z.strictObject({ text: z.strictObject({ maxCharacters: z.int() }) }),
        includeDomains: z.array(z.string()).optional(),
        startPublishedDate: z.iso.datetime().optional(),
        userLocation: z.string().length(2).optional(),
      },
      (message) => exaError(400, 'INVALID_REQUEST_BODY', message),
      ({ numResults, contents, includeDomains, startPublishedDate = '' }, _request, pages) =>
        json({
          requestId: 'r1',
          results: pages
            .filter(
              ({ url, date }) =>
                date >= startPublishedDate && (includeDomains?.some((one) => url.includes(one)) ?? true),
            )
            .slice(0, numResults)
            .map(({ title, url, text, date }) => ({
              id: url,
              title,
              url,
              publishedDate: date,
              author: null,
              text: text.slice(0, contents.text.maxCharacters),
            })),
        }),
      'body',
    ),
  },
}
