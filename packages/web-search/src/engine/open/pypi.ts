import { ProviderError } from '@sensorium/provider'
import { z } from 'zod'
import type { Engine } from '../engine.ts'
import { plainResult, text } from '../records.ts'
import { below, createService } from '../service.ts'
import { packageWords } from './package-words.ts'
import type { SourceOptions } from './source.ts'

const project = z.object({
  info: z.object({ name: z.string().regex(/^[\w.-]+$/), version: text, summary: text }),
  urls: z.array(z.object({ upload_time_iso_8601: text })).catch([]),
})

/** PyPI has no public search: when one name is asked for, the project of exactly that name, by its JSON API. */
export function createPypi({ baseUrl, network, userAgent }: SourceOptions): Engine {
  const service = createService({ name: 'pypi', network, headers: { 'user-agent': userAgent } })
  return {
    name: 'pypi',
    async search(query, options) {
      const [name = '', ...others] = packageWords(query.text)
      const found =
        others.length === 0 && /^[A-Za-z0-9](?:[\w.-]{0,80}[A-Za-z0-9])?$/.test(name)
          ? await service.json(below(baseUrl, `pypi/${name}/json`), {}, options).catch(noneAt404)
          : undefined
      const { info, urls } = project.safeParse(found).data ?? {}
      if (info === undefined) return { results: [], unfiltered: [], notes: [] }
      const result = plainResult({
        title: `${info.name} ${info.version}`,
        link: `https://pypi.org/project/${info.name}/`,
        content: info.summary,
        media: 'PyPI',
        published: urls?.[0]?.upload_time_iso_8601,
      })
      return { results: [result], unfiltered: ['recency', 'location'], notes: [] }
    },
  }
}

function noneAt404(error: unknown): undefined {
  if (!ProviderError.isInstance(error) || error.status !== 404) throw error
}
