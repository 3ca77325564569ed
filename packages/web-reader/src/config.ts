import { networkSettings } from '@sensorium/kit'
import { glmAccess, glmSettings, keyVendor } from '@sensorium/vendors'
import { z } from 'zod'

export const engineNames = ['own', 'zai', 'bigmodel'] as const

const fields = z.object({
  readerEngines: z
    .array(z.enum(engineNames))
    .min(1)
    .optional()
    .describe(
      `Engines in the order in which they are asked: ${engineNames.join(', ')}. Default: own, then every vendor that has a key.`,
    ),
  ...glmSettings,
  userAgent: z.string().optional().describe('User-Agent of our own fetches; say honestly who reads.'),
  maxPageBytes: z
    .number()
    .int()
    .min(1024)
    .default(20 * 1024 * 1024)
    .describe('Largest page that is read, in bytes after decompression.'),
  pageCacheBytes: z
    .number()
    .int()
    .min(0)
    .default(64 * 1024 * 1024)
    .describe('Memory for pages kept by the rules of HTTP caching, in bytes; 0 keeps none.'),
  obeyRobots: z
    .boolean()
    .default(false)
    .describe('Do not read what robots.txt asks automatic readers to leave. Off, since a user asks for each page.'),
  render: z
    .enum(['auto', 'never'])
    .default('auto')
    .describe('Run the scripts of pages that are empty without them, in a Chromium of this machine (auto), or never.'),
  chromiumPath: z
    .string()
    .min(1)
    .optional()
    .describe('Chromium to render with; without it the usual places are searched. None is ever downloaded.'),
  ...networkSettings,
})

export type Config = z.output<typeof fields>

/** Vendors named in the order must be usable; a key of `keyVendor` may come with the caller. */
export const config = fields.superRefine((value, ctx) => {
  for (const engine of value.readerEngines ?? []) {
    if (engine === 'own' || engine === keyVendor(value) || glmAccess(value)[engine].key !== undefined) continue
    const need = engine === 'zai' ? 'zaiMode ZAI and a key' : 'BIGMODEL_API_KEY'
    ctx.addIssue({ code: 'custom', path: ['readerEngines'], message: `${engine} needs ${need}.` })
  }
})
