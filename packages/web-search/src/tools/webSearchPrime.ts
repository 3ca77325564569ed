import { defineTool, type ToolContext, ToolError } from '@sensorium/kit'
import { z } from 'zod'
import { assemble } from '../assemble.ts'
import { readDomain } from '../engine/domain.ts'
import { recencies, type SearchQuery } from '../engine/engine.ts'
import { fitQuery } from '../engine/query-text.ts'
import type { WebSearch } from '../engine/web-search.ts'
import { renderAnswer } from '../render.ts'

export interface SearchDeps {
  readonly search: WebSearch['search']
  /** What to set so that more engines can take over, as one sentence. */
  readonly advice: string
}

const result = z.object({
  refer: z.string(),
  title: z.string(),
  link: z.string(),
  content: z.string(),
  media: z.string().describe('Name of the site.'),
  icon: z.string(),
  publish_date: z.string().describe('YYYY-MM-DD, or empty.'),
  sources: z.array(z.string()).optional().describe('Who gave it.'),
  credit: z.string().optional().describe('Author and licence; keep them when quoting.'),
})

const engine = z.object({
  name: z.string(),
  outcome: z.enum(['answered', 'empty', 'failed']),
  found: z.int(),
  reason: z.string().optional(),
})

const output = z.object({
  query: z.string().describe('As it was searched.'),
  results: z.array(result),
  found: z.int().describe('Results before the limits of count and size.'),
  engines: z.array(engine).describe('In the order asked; the last one that answered gave the results.'),
  notes: z.array(z.string()).describe('What was filtered, cut, shortened or left out.'),
})

export type SearchOutput = z.output<typeof output>

export const webSearchPrime = defineTool({
  name: 'webSearchPrime',
  aliases: ['web_search_prime'],
  title: 'Search the web',
  description:
    'Search the web for pages and return titles, addresses, snippets, sites and dates, best first. ' +
    'Use it for anything current or unknown: documentation, error messages, packages, papers, news, people and places. ' +
    'Name the distinctive words, not a whole question. ' +
    'Not for reading a page whose address you have: use a page reader for that.',
  input: z.object({
    search_query: z.string().min(1).describe('What to find; 70 characters or fewer is best.'),
    count: z.int().min(1).max(50).default(10).describe('Most results.'),
    search_domain_filter: z.string().optional().describe('One domain whose pages alone to find, e.g. docs.python.org.'),
    search_recency_filter: z.enum(recencies).default('noLimit').describe('How old a page may be.'),
    content_size: z.enum(['medium', 'high']).default('medium').describe('Text of each result: 600 or 2500 characters.'),
    location: z.enum(['cn', 'us']).optional().describe('Whose results to prefer.'),
  }),
  output,
  response: 'structured',
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  // Above the longest deadline that can be configured for a search.
  timeoutMs: 60_000,
  examples: [
    { title: 'a package', input: { search_query: 'sqlite full text search ranking' } },
    {
      title: 'recent pages of one site',
      input: {
        search_query: 'asyncio timeout',
        search_domain_filter: 'docs.python.org',
        search_recency_filter: 'oneYear',
      },
    },
  ],
  handler: async (input, { deps, signal, caller, log }: ToolContext<SearchDeps>) => {
    const { text, cut } = fitQuery(input.search_query)
    if (text === '') throw new ToolError('invalid_input', '`search_query` holds no visible character.')
    const query: SearchQuery = {
      text,
      count: input.count,
      recency: input.search_recency_filter,
      contentSize: input.content_size,
      ...domainOf(input.search_domain_filter),
      ...(input.location === undefined ? {} : { location: input.location }),
    }
    const attempts = await deps.search(query, { signal, vendorKey: caller.vendorKey })
    for (const attempt of attempts) {
      if (!attempt.ok) log.warn('search-engine-failed', { engine: attempt.engine, error: attempt.error })
    }
    return assemble(query, attempts, { cut, advice: deps.advice, resultChars: caller.resultChars })
  },
  render: renderAnswer,
})

function domainOf(filter: string | undefined): { domain?: string } {
  if (filter === undefined || filter.trim() === '') return {}
  const domain = readDomain(filter)
  if (domain !== undefined) return { domain }
  throw new ToolError('invalid_input', '`search_domain_filter` is no domain.', {
    hint: 'Give one domain such as docs.python.org, or leave it out.',
  })
}
