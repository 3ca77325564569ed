import { z } from 'zod'
import { type Endpoint, shaped } from '../endpoint.ts'

const common = {
  search_query: z.string().min(1),
  count: z.int().min(1).max(50).optional(),
  search_domain_filter: z.string().optional(),
  search_recency_filter: z.enum(['oneDay', 'oneWeek', 'oneMonth', 'oneYear', 'noLimit']).optional(),
  request_id: z.string().optional(),
  user_id: z.string().min(6).max(128).optional(),
}

const zaiRequest = z.lazy(() => z.strictObject({ search_engine: z.literal('search-prime'), ...common }))

const sogouCounts: readonly unknown[] = [10, 20, 30, 40, 50]

const bigmodelRequest = z.lazy(() =>
  z
    .strictObject({
      search_engine: z.enum(['search_std', 'search_pro', 'search_pro_sogou', 'search_pro_quark']),
      ...common,
      search_query: z.string().min(1).max(70),
      search_intent: z.boolean(),
      content_size: z.enum(['medium', 'high']).optional(),
    })
    .refine(
      ({ search_engine, count }) =>
        search_engine !== 'search_pro_sogou' || count === undefined || sogouCounts.includes(count),
      { path: ['count'], message: 'search_pro_sogou takes 10, 20, 30, 40 or 50' },
    ),
)

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

/** Entries without an address are dropped: nothing can be done with them. */
const results = z.lazy(() =>
  z
    .array(z.unknown())
    .nullish()
    .transform((list) => (list ?? []).flatMap((entry) => record.safeParse(entry).data ?? [])),
)

const record = z.lazy(() =>
  z.object({
    title: text,
    content: text,
    link: z.string().min(1),
    media: text,
    icon: text,
    refer: text,
    publish_date: text,
  }),
)

const response = z.lazy(() =>
  z.object({
    id: z.string().nullish(),
    request_id: z.string().nullish(),
    search_intent: z
      .array(z.object({ query: text, intent: text, keywords: text }))
      .nullish()
      .catch(null),
    search_result: results,
  }),
)

export type ZaiWebSearchRequest = z.output<typeof zaiRequest>
export type BigmodelWebSearchRequest = z.output<typeof bigmodelRequest>
export type WebSearchResult = z.output<typeof record>
export type WebSearchResponse = z.output<typeof response>

/** POST `/web_search` as Z.AI documents it (CONTRACTS 2). A null result list arrives as an empty one. */
export const zaiWebSearch: Endpoint<ZaiWebSearchRequest, WebSearchResponse> = {
  name: 'web_search',
  method: 'POST',
  path: 'web_search',
  request: zaiRequest,
  read: shaped('web_search', response),
}

/** POST `/web_search` as BigModel documents it (CONTRACTS 2). */
export const bigmodelWebSearch: Endpoint<BigmodelWebSearchRequest, WebSearchResponse> = {
  name: 'web_search',
  method: 'POST',
  path: 'web_search',
  request: bigmodelRequest,
  read: shaped('web_search', response),
}
