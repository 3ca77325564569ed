import { z } from 'zod'
import { type Endpoint, shaped } from '../endpoint.ts'

const limit = z.lazy(() =>
  z
    .object({
      type: z.string(),
      remaining: z.number().nullish(),
      percentage: z.number().nullish(),
      /** Milliseconds since 1970. */
      nextResetTime: z.number().nullish(),
      usageDetails: z.array(z.record(z.string(), z.unknown())).nullish(),
    })
    .transform(({ nextResetTime, usageDetails, ...rest }) => ({
      ...rest,
      resetAt: nextResetTime == null ? undefined : new Date(nextResetTime),
      usageDetails: usageDetails ?? [],
    })),
)

const response = z.lazy(() => z.object({ data: z.object({ limits: z.array(limit) }) }).transform(({ data }) => data))

export type Quota = z.output<typeof response>

/** GET `/api/monitor/usage/quota/limit` of the vendor's host (CONTRACTS 2): what a plan has left, and until when. */
export const quota: Endpoint<Record<never, never>, Quota> = {
  name: 'quota',
  method: 'GET',
  path: '/api/monitor/usage/quota/limit',
  request: z.lazy(() => z.strictObject({})),
  read: shaped('quota', response),
}
