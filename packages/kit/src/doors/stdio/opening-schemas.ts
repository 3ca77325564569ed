import { z } from 'zod'

/** The revision without `initialize` (2026-07-28, versioning). */
export const modernVersion = '2026-07-28'

/** Revisions with `initialize`, newest first: what the SDK serves, and answers to one that it does not know. */
export const legacyVersions: readonly string[] = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05', '2024-10-07']

const icon = z.strictObject({
  src: z.string(),
  mimeType: z.string().optional(),
  sizes: z.array(z.string()).optional(),
  theme: z.enum(['light', 'dark']).optional(),
})

/** `Implementation` of the specification; anything beyond it is for the SDK to judge. */
export const clientInfo = z.strictObject({
  name: z.string(),
  version: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  websiteUrl: z.string().optional(),
  icons: z.array(icon).optional(),
})

const members = z.record(z.string(), z.record(z.string(), z.unknown()))
const flags = z.record(z.string(), z.record(z.string(), z.never()))

/** What clients of today declare; deeper forms are for the SDK to judge. */
export const legacyCapabilities = z.strictObject({
  roots: z.strictObject({ listChanged: z.boolean().optional() }).optional(),
  sampling: flags.optional(),
  elicitation: flags.optional(),
  experimental: members.optional(),
  extensions: members.optional(),
})

/** `_meta` of every request of 2026-07-28. */
export const envelope = z.strictObject({
  'io.modelcontextprotocol/protocolVersion': z.literal(modernVersion),
  'io.modelcontextprotocol/clientInfo': clientInfo,
  'io.modelcontextprotocol/clientCapabilities': z.strictObject({
    sampling: flags.optional(),
    elicitation: flags.optional(),
    experimental: members.optional(),
    extensions: members.optional(),
    roots: z.strictObject({}).optional(),
  }),
  progressToken: z.union([z.string(), z.int()]).optional(),
})
