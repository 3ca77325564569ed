import { z } from 'zod'
import { authModes } from '../../auth/modes.ts'
import { settings } from '../../config/settings.ts'
import { lostStorePolicies } from '../../govern/lost-store.ts'

/** Everything that `serve` and `--http` can be told. */
export const httpSettings = z.object({
  host: z.string().default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for every interface.'),
  port: z.int().min(0).max(65_535).default(7432).describe('Port to listen on; 0 picks a free one.'),
  auth: z
    .enum(authModes)
    .default('keys')
    .describe(
      "Who may come in: keys (ours), passthrough (the caller's key is the vendor's key and is used with that vendor), none (loopback only).",
    ),
  keys: z
    .array(z.string().min(16, 'a key needs at least 16 characters'))
    .optional()
    .describe('Accepted keys, comma-separated. With none set, one is made at first start and kept.')
    .register(settings, { secret: true }),
  keysFile: z
    .string()
    .optional()
    .describe(
      'File with one accepted key a line, or named and hashed keys as `sensorium keys add` writes; read again when it changes.',
    ),
  store: z
    .string()
    .default('memory')
    .describe('Where limits and usage are counted: memory, a file, or redis://… for several gateways as one.')
    .register(settings, { secret: true }),
  storeLost: z
    .enum(lostStorePolicies)
    .default('local')
    .describe('While the store cannot be reached: count in this process (local) or refuse calls.'),
  serverNames: z
    .array(z.string())
    .default([])
    .describe('Further names this server may be reached by (Host and Origin), comma-separated; * for any.'),
  trustedProxies: z
    .array(z.string())
    .default([])
    .describe(
      'Proxies whose X-Forwarded-* and Forwarded headers count: addresses, CIDRs or loopback, comma-separated.',
    ),
  sessions: z.boolean().default(false).describe('Offer 2025-era sessions to clients that want them.'),
})

export type HttpSettings = z.output<typeof httpSettings>
