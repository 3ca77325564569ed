import { z } from 'zod'
import type { Engine } from '../engine.ts'
import { droppedNote, plainResult, readEntries, text } from '../records.ts'
import { below, createService } from '../service.ts'
import { packageWords } from './package-words.ts'
import type { SourceOptions } from './source.ts'

const record = z.object({
  package: z.object({
    name: z.string().regex(/^(?:@[\w.~-]+\/)?[\w.~-]+$/),
    version: text,
    description: text,
    date: text,
  }),
})

/** The npm registry's search, `GET /-/v1/search` of its public API. */
export function createNpm({ baseUrl, network, userAgent }: SourceOptions): Engine {
  const service = createService({ name: 'npm', network, headers: { 'user-agent': userAgent } })
  return {
    name: 'npm',
    async search(query, options) {
      const params = { text: packageWords(query.text).join(' '), size: query.count }
      const body = await service.json(below(baseUrl, '-/v1/search'), { params }, options)
      const { entries, dropped } = readEntries(body, ['objects'], record)
      return {
        results: entries.map(({ package: found }) =>
          plainResult({
            title: `${found.name} ${found.version}`,
            link: `https://www.npmjs.com/package/${found.name}`,
            content: found.description,
            media: 'npm',
            published: found.date,
          }),
        ),
        unfiltered: ['recency', 'location'],
        notes: droppedNote('npm', dropped),
      }
    },
  }
}
