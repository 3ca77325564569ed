import { ToolError } from '@sensorium/kit'
import { ProviderError } from '@sensorium/provider'
import { toolErrorCodes } from '@sensorium/vendors'
import type { Draft } from './solution.ts'

/** The task is the caller's, so what the vendor calls a wrong parameter is theirs to mend. */
const codes = { ...toolErrorCodes, parameters: 'invalid_input' } as const

/** Whether another way of running the code can help after this failure. */
export function canMoveOn(error: unknown): boolean {
  if (ToolError.isInstance(error)) return error.code === 'unavailable'
  return ProviderError.isInstance(error) && !['parameters', 'content_policy', 'cancelled'].includes(error.kind)
}

/**
 * Ends a draft that failed: with what it holds where it holds anything, else by the failure.
 *
 * @throws ToolError when there is nothing to keep.
 */
export function endFailed(draft: Draft, error: unknown): void {
  if (!ProviderError.isInstance(error) && !ToolError.isInstance(error)) throw error
  if (draft.runs.length > 0 || draft.answer !== '') {
    draft.ended = 'failed'
    draft.failure = error.message
    return
  }
  if (ToolError.isInstance(error)) throw error
  const { kind, message, retryAfterMs } = error
  throw new ToolError(codes[kind], message, { cause: error, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })
}
