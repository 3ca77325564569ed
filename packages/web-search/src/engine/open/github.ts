import { z } from 'zod'
import { isoDay, since } from '../dates.ts'
import type { Engine, SearchQuery } from '../engine.ts'
import { createPace } from '../pace.ts'
import { cut, keywords } from '../query-text.ts'
import { droppedNote, type Entries, plainResult, readEntries, text, webAddress } from '../records.ts'
import { below, createService } from '../service.ts'
import type { SourceOptions } from './source.ts'

const repository = z.object({
  full_name: z.string().min(1),
  html_url: webAddress,
  description: text,
  stargazers_count: z.number().catch(0),
  language: text,
  pushed_at: text,
})

const issue = z.object({
  title: text,
  html_url: webAddress,
  body: text,
  state: text,
  comments: z.number().catch(0),
  created_at: text,
  updated_at: text,
})

/** A search may hold 256 characters, qualifiers included. */
const longest = 200
/** Every word must match. */
const mostWords = 7

/**
 * GitHub's search of repositories and of issues (CONTRACTS 5): 10 calls a minute for both, 30 with a token.
 * A token may see private repositories: those are nobody's search results.
 */
export function createGithub(options: SourceOptions & { token: string | undefined }): [Engine, Engine] {
  const { baseUrl, network, userAgent, token } = options
  const service = createService({
    name: 'github',
    network,
    headers: {
      'user-agent': userAgent,
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(token === undefined ? {} : { key: token }),
    pace: createPace('github', token === undefined ? 10 : 30, 60_000),
  })

  const find = async <Entry>(
    kind: 'repositories' | 'issues',
    qualifiers: readonly string[],
    schema: z.ZodType<Entry, unknown>,
    [query, searchOptions]: Parameters<Engine['search']>,
  ): Promise<Entries<Entry>> => {
    const words = cut(keywords(query.text, mostWords).join(' '), longest)
    const params = { q: [words, 'is:public', ...qualifiers].join(' '), per_page: query.count }
    return readEntries(
      await service.json(below(baseUrl, `search/${kind}`), { params }, searchOptions),
      ['items'],
      schema,
    )
  }

  const repositories: Engine = {
    name: 'github-repositories',
    async search(...call) {
      const { entries, dropped } = await find('repositories', newer('pushed', call[0]), repository, call)
      return {
        results: entries.map((found) =>
          plainResult({
            title: found.full_name,
            link: found.html_url,
            content: [
              `[${found.stargazers_count} stars${found.language && `, ${found.language}`}]`,
              found.description,
            ].join(' '),
            media: 'GitHub',
            published: found.pushed_at,
          }),
        ),
        unfiltered: ['location'],
        notes: droppedNote('github-repositories', dropped),
      }
    },
  }
  const issues: Engine = {
    name: 'github-issues',
    async search(...call) {
      const { entries, dropped } = await find('issues', ['is:issue', ...newer('updated', call[0])], issue, call)
      return {
        results: entries.map((found) =>
          plainResult({
            title: found.title,
            link: found.html_url,
            content: `[${found.state}, ${found.comments} comments] ${found.body}`,
            media: /github\.com\/([^/]+\/[^/]+)\//.exec(found.html_url)?.[1] ?? 'GitHub',
            published: found.updated_at || found.created_at,
          }),
        ),
        unfiltered: ['location'],
        notes: droppedNote('github-issues', dropped),
      }
    },
  }
  return [repositories, issues]
}

function newer(field: 'pushed' | 'updated', query: SearchQuery): string[] {
  const from = since(query.recency)
  return from === undefined ? [] : [`${field}:>=${isoDay(from)}`]
}
