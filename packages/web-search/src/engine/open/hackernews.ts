import { z } from 'zod'
import { since } from '../dates.ts'
import type { Engine } from '../engine.ts'
import { plainText } from '../plain-text.ts'
import { cut, keywords } from '../query-text.ts'
import { droppedNote, plainResult, readEntries, text, webAddress } from '../records.ts'
import { below, createService } from '../service.ts'
import type { SourceOptions } from './source.ts'

const record = z.object({
  objectID: z.string().regex(/^\d+$/),
  title: z.string().min(1),
  url: webAddress.optional().catch(undefined),
  story_text: text,
  points: z.number().catch(0),
  num_comments: z.number().catch(0),
  created_at: text,
})

/** Stories match every word: more than these find nothing. */
const mostWords = 6
/** Algolia refuses more than 512 bytes. */
const longest = 120

/** Stories of Hacker News by Algolia (CONTRACTS 5): addresses of any site, and discussions. */
export function createHackerNews({ baseUrl, network, userAgent }: SourceOptions): Engine {
  const service = createService({ name: 'hackernews', network, headers: { 'user-agent': userAgent } })
  return {
    name: 'hackernews',
    async search(query, options) {
      const from = since(query.recency)
      const discussions = query.domain === 'news.ycombinator.com'
      const words = keywords(query.text, mostWords)
      // Addresses are searched like titles.
      if (query.domain !== undefined && !discussions) words.push(query.domain)
      const params = {
        query: cut(words.join(' '), longest),
        tags: 'story',
        hitsPerPage: query.count,
        numericFilters: from === undefined ? undefined : `created_at_i>${Math.floor(from.getTime() / 1000)}`,
      }
      const body = await service.json(below(baseUrl, 'api/v1/search'), { params }, options)
      const { entries, dropped } = readEntries(body, ['hits'], record)
      return {
        results: entries.map((story) => {
          const discussion = `https://news.ycombinator.com/item?id=${story.objectID}`
          return plainResult({
            title: story.title,
            link: discussions ? discussion : (story.url ?? discussion),
            content: `[${story.points} points, ${story.num_comments} comments: ${discussion}] ${plainText(story.story_text)}`,
            published: story.created_at,
          })
        }),
        unfiltered: ['location'],
        notes: droppedNote('hackernews', dropped),
      }
    },
  }
}
