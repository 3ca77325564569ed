import { ToolError, type ToolErrorCode } from '@sensorium/kit'
import { ProviderError, type ProviderErrorKind } from '@sensorium/provider'
import type { Draft } from './solution.ts'

const codes: Readonly<Record<ProviderErrorKind, ToolErrorCode>> = {
  authentication: 'unauthorized',
  account: 'quota_exhausted',
  quota: 'quota_exhausted',
  rate: 'rate_limited',
  parameters: 'invalid_input',
  content_policy: 'blocked',
  server: 'unavailable',
  network: 'unavailable',
  timeout: 'timeout',
  malformed: 'unavailable',
  cancelled: 'cancelled',
}

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
