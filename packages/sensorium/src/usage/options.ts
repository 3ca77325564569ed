import { httpSettings, settings } from '@sensorium/kit'
import { z } from 'zod'
import { addOptions } from '../configure/options.ts'

/** What `usage` can be told. */
export const usageOptions = z.object({
  days: z.int().min(1).max(40).default(1).describe('Days to show, today (UTC) the last of them.'),
  url: z.string().optional().describe('Address of a gateway to ask; by default the one on this machine.'),
  key: addOptions.shape.key,
  store: z
    .string()
    .optional()
    .describe('Read a store itself, without a gateway: a file or redis://….')
    .register(settings, { secret: true }),
  port: httpSettings.shape.port,
  json: z.boolean().default(false).describe('Print as JSON.'),
})
