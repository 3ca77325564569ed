import { ToolError } from '@sensorium/kit'
import { toolErrorCodes } from '@sensorium/vendors'
import { type Attempt, reasonOf } from './engine/attempt.ts'

/** One error for a search that no engine could answer: each with its reason, and what to set. */
export function failureOf(attempts: readonly Attempt[], advice: string): ToolError {
  const failed = attempts.filter((attempt) => !attempt.ok)
  if (failed.length === 0) {
    return new ToolError('invalid_config', 'No search engine is configured.', { hint: advice })
  }
  const kinds = new Set(failed.map(({ error }) => toolErrorCodes[error.kind]))
  const [code = 'unavailable'] = kinds
  const waits = failed.flatMap(({ error }) => (error.retryAfterMs ? [error.retryAfterMs] : []))
  return new ToolError(
    kinds.size === 1 ? code : 'unavailable',
    `No search engine could answer.\n${failed.map((attempt) => `- ${reasonOf(attempt)}`).join('\n')}`,
    {
      hint: advice,
      ...(waits.length === 0 ? {} : { retryAfterMs: Math.min(...waits) }),
      cause: new AggregateError(failed.map(({ error }) => error)),
    },
  )
}
