import { z } from 'zod'

/** What `doctor` can be told. */
export const doctorOptions = z.object({
  checkKeys: z.boolean().default(false).describe('Try the keys with their vendors; costs nothing there.'),
  json: z.boolean().default(false).describe('Print as JSON.'),
})
