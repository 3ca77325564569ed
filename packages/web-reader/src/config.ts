import { networkSettings, settings } from '@sensorium/kit'
import { z } from 'zod'

export const engineNames = ['own', 'zai', 'bigmodel'] as const

const url = () => z.url({ protocol: /^https?$/ }).optional()

const secret = (description: string, ...env: string[]) =>
  z.string().min(1).optional().describe(description).register(settings, { env, secret: true })

const fields = z.object({
  readerEngines: z
    .array(z.enum(engineNames))
    .min(1)
    .optional()
    .describe(
      `Engines in the order in which they are asked: ${engineNames.join(', ')}. Default: own, then every vendor that has a key.`,
    ),
  zaiApiKey: secret(
    'Key of Z.AI, or of BigModel with mode ZHIPU. The vendor judges it.',
    'Z_AI_API_KEY',
    'ZAI_API_KEY',
  ),
  zaiMode: z
    .enum(['ZAI', 'ZHIPU'])
    .default('ZAI')
    .describe('Whose key it is: Z.AI (ZAI) or BigModel (ZHIPU).')
    .register(settings, { env: ['Z_AI_MODE'] }),
  zaiBaseUrl: url()
    .describe('Base URL of that vendor, e.g. https://api.z.ai/api/coding/paas/v4 for a Coding Plan key.')
    .register(settings, { env: ['Z_AI_BASE_URL'] }),
  bigmodelApiKey: secret('Key of BigModel, beside one of Z.AI.', 'BIGMODEL_API_KEY', 'ZHIPUAI_API_KEY'),
  bigmodelBaseUrl: url().describe('Base URL of BigModel.'),
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

/** The vendor that `zaiApiKey` belongs to. */
export function keyEngine({ zaiMode }: Config): 'zai' | 'bigmodel' {
  return zaiMode === 'ZAI' ? 'zai' : 'bigmodel'
}

/** The key that makes a vendor usable; undefined when it is not configured. */
export function credentialOf(engine: 'zai' | 'bigmodel', config: Config): string | undefined {
  const ofKey = keyEngine(config) === engine ? config.zaiApiKey : undefined
  return ofKey ?? (engine === 'bigmodel' ? config.bigmodelApiKey : undefined)
}

/** Vendors named in the order must be usable; a key for Z.AI may come with the caller. */
export const config = fields.superRefine((value, ctx) => {
  for (const engine of value.readerEngines ?? []) {
    if (engine === 'own' || (engine === 'zai' && keyEngine(value) === 'zai')) continue
    if (credentialOf(engine, value) !== undefined) continue
    const need = engine === 'zai' ? 'zaiMode ZAI and a key' : 'BIGMODEL_API_KEY'
    ctx.addIssue({ code: 'custom', path: ['readerEngines'], message: `${engine} needs ${need}.` })
  }
})
