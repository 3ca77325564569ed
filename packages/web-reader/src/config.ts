import { networkSettings } from '@sensorium/kit'
import { z } from 'zod'

/** Settings of the web reader. */
export const config = z.object({
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

export type Config = z.output<typeof config>
