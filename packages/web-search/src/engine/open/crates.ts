import { z } from 'zod'
import type { Engine } from '../engine.ts'
import { createPace } from '../pace.ts'
import { droppedNote, plainResult, readEntries, text } from '../records.ts'
import { below, createService } from '../service.ts'
import { packageWords } from './package-words.ts'
import type { SourceOptions } from './source.ts'

const record = z.object({
  name: z.string().regex(/^[\w-]+$/),
  description: text,
  max_stable_version: text,
  max_version: text,
  downloads: z.number().catch(0),
  updated_at: text,
})

/** crates.io (CONTRACTS 5): one call a second, by a caller that says who it is. */
export function createCrates({ baseUrl, network, userAgent }: SourceOptions): Engine {
  const pace = createPace('crates', 1, 1000)
  const service = createService({ name: 'crates', network, headers: { 'user-agent': userAgent }, pace })
  return {
    name: 'crates',
    async search(query, options) {
      const params = { q: packageWords(query.text).join(' '), per_page: query.count }
      const body = await service.json(below(baseUrl, 'api/v1/crates'), { params }, options)
      const { entries, dropped } = readEntries(body, ['crates'], record)
      return {
        results: entries.map((crate) =>
          plainResult({
            title: `${crate.name} ${crate.max_stable_version || crate.max_version}`,
            link: `https://crates.io/crates/${crate.name}`,
            content: `[${crate.downloads} downloads] ${crate.description}`,
            media: 'crates.io',
            published: crate.updated_at,
          }),
        ),
        unfiltered: ['recency', 'location'],
        notes: droppedNote('crates', dropped),
      }
    },
  }
}
