import { defineToolset, type HasStatus } from '@sensorium/kit'
import packageJson from '../package.json' with { type: 'json' }
import { adviceOf, config } from './config.ts'
import type { WebSearch } from './engine/web-search.ts'
import { statusOf } from './status.ts'
import { type SearchDeps, webSearchPrime } from './tools/webSearchPrime.ts'

export const toolset = defineToolset<typeof config, SearchDeps & HasStatus>({
  name: 'web-search',
  title: 'Web search',
  version: packageJson.version,
  paths: ['web_search_prime', 'web_search'],
  instructions:
    'webSearchPrime searches the web and answers with titles, addresses and snippets, best first. Short queries of a few distinctive words find most. ' +
    'It does not read pages: open an address with a page reader.',
  config,
  tools: [webSearchPrime],
  open: async (values, scope, shared) => {
    // The engines load with the first search: a server must start before it can work.
    let search: Promise<WebSearch> | undefined
    let opened: WebSearch | undefined
    scope.defer(async () => (await search)?.close())
    return {
      advice: adviceOf(values),
      search: async (query, caller) => {
        search ??= import('./engine/web-search.ts').then(({ createWebSearch }) => createWebSearch(values, shared))
        opened = await search
        return opened.search(query, caller)
      },
      status: () => statusOf(values, opened?.resting() ?? []),
    }
  },
  status: (deps) => deps.status(),
})
