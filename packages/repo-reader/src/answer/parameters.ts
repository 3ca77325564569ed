import { z } from 'zod'

/** Parameters that the three tools share, described once. */
export const repoName = z
  .string()
  .min(1)
  .max(500)
  .describe('Repository: owner/name (GitHub), host/owner/name, an https:// address, or a local path where allowed.')

export const ref = z.string().max(200).optional().describe('Branch, tag or commit id. Default: the default branch.')

export const maxChars = z
  .number()
  .int()
  .min(500)
  .max(200_000)
  .optional()
  .describe('Characters the answer may take. Default: what your client shows whole.')
