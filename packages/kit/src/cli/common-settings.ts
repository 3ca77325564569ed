import { z } from 'zod'
import { logLevels } from '../log.ts'

/** What every command line understands beside the settings of its servers. */
export const commonSettings = z.object({
  help: z.boolean().default(false).describe('Show this help.'),
  version: z.boolean().default(false).describe('Show the version.'),
  logLevel: z.enum(logLevels).optional().describe('What to log to stderr; default warn on stdio, info over HTTP.'),
})
