import { defineToolset, settings } from '@sensorium/kit'
import { z } from 'zod'
import type { Engine } from './engine/open.ts'
import type { Reader } from './engine/reader.ts'
import { type ReaderDeps, webReader } from './tools/webReader.ts'

const config = z.object({
  allowHosts: z
    .array(z.string())
    .default([])
    .describe('Hosts that may be read though they are private or local: host, host:port or [v6]:port.'),
  userAgent: z.string().optional().describe('User-Agent of our own fetches; say honestly who reads.'),
  httpProxy: z
    .string()
    .optional()
    .describe('Proxy for http addresses.')
    .register(settings, { env: ['HTTP_PROXY', 'http_proxy'] }),
  httpsProxy: z
    .string()
    .optional()
    .describe('Proxy for https addresses.')
    .register(settings, { env: ['HTTPS_PROXY', 'https_proxy'] }),
  noProxy: z
    .string()
    .optional()
    .describe('Hosts that are reached without the proxy.')
    .register(settings, { env: ['NO_PROXY', 'no_proxy'] }),
  maxPageBytes: z
    .number()
    .int()
    .min(1024)
    .default(20 * 1024 * 1024)
    .describe('Largest page that is read, in bytes after decompression.'),
})

export const toolset = defineToolset<typeof config, ReaderDeps>({
  name: 'web-reader',
  title: 'Web reader',
  version: '0.1.0',
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
    return { reader }
  },
})
