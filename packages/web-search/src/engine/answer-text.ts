import { z } from 'zod'
import type { Attempt } from './attempt.ts'
import type { EngineAnswer } from './engine.ts'

const result = z.strictObject({
  title: z.string(),
  link: z.url({ protocol: /^https?$/ }),
  content: z.string(),
  media: z.string(),
  icon: z.string(),
  published: z.string(),
  sources: z.array(z.string()).exactOptional(),
  credit: z.string().exactOptional(),
})
const answer = z.strictObject({
  results: z.array(result),
  unfiltered: z.array(z.enum(['recency', 'location'])),
  notes: z.array(z.string()),
  partial: z.boolean().exactOptional(),
}) satisfies z.ZodType<EngineAnswer>
const answers = z.array(z.strictObject({ engine: z.string(), ok: z.literal(true), answer }))

/** Attempts as text for others; undefined where one failed, since a failure is nobody else's. */
export function writeAnswers(attempts: readonly Attempt[]): string | undefined {
  return attempts.every(({ ok }) => ok) ? JSON.stringify(attempts) : undefined
}

/** Attempts that another gateway wrote; undefined when they are of another version, or not ours at all. */
export function readAnswers(text: string): readonly Attempt[] | undefined {
  try {
    return answers.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
