import { defineToolset, type HasStatus } from '@sensorium/kit'
import packageJson from '../package.json' with { type: 'json' }
import { config } from './config.ts'
import type { Engine } from './engine/open.ts'
import type { Reader } from './engine/reader.ts'
import { statusOf } from './status.ts'
import { type ReaderDeps, webReader } from './tools/webReader.ts'

export const toolset = defineToolset<typeof config, ReaderDeps & HasStatus>({
  name: 'web-reader',
  title: 'Web reader',
  version: packageJson.version,
  paths: ['web_reader'],
  instructions:
    'webReader fetches one public address and returns its main content as Markdown. Long pages come in parts: follow start_index or ask for a section. ' +
    'It cannot log in, click or search.',
  config,
  tools: [webReader],
  open: async (config, scope) => {
    // The engine loads with the first reading: a server must start before it can work.
    let engine: Promise<Engine> | undefined
    scope.defer(async () => (await engine)?.[Symbol.asyncDispose]())
    const reader: Reader = {
      name: 'own',
      read: async (request, signal) => {
        engine ??= import('./engine/open.ts').then(({ openEngine }) => openEngine(config))
        return (await engine).reader.read(request, signal)
      },
    }
    return { reader, status: () => statusOf(config) }
  },
  status: (deps) => deps.status(),
})
