import { ToolError, type ToolErrorCode } from '../errors.ts'
import { redact } from '../redact.ts'

/** Any throwable as a ToolError; what was not thrown on purpose becomes `internal`, its cause kept for the log. */
export function toToolError(thrown: unknown): ToolError {
  if (ToolError.isInstance(thrown)) return thrown
  return new ToolError('internal', 'The server failed unexpectedly. The details are in its log.', { cause: thrown })
}

/** What a model should know about trying again, by code (DESIGN section 5). */
const retryAdvice: Readonly<Record<ToolErrorCode, string>> = {
  invalid_input: 'Correct the arguments and call again.',
  not_found: 'The same call will fail again.',
  blocked: 'The same call will be refused again.',
  unauthorized: 'The same call will fail until the key is corrected.',
  invalid_config: 'The same call will fail until the setting is corrected.',
  rate_limited: 'The same call can succeed later.',
  quota_exhausted: 'The same call will fail until the quota resets.',
  unavailable: 'The same call can succeed later.',
  timeout: 'The same call may time out again.',
  too_large: 'The same call will fail again.',
  cancelled: '',
  internal: 'The same call may fail again.',
}

/** The text of a failed call: what failed, whether and when to retry, what to do instead. */
export function errorText(error: ToolError): string {
  const wait = error.retryAfterMs === undefined ? '' : `Retry after ${Math.ceil(error.retryAfterMs / 1000)} s.`
  const parts = [`Error (${error.code}): ${error.message}`, error.hint, wait || retryAdvice[error.code]]
  return redact(parts.filter((part) => part !== undefined && part !== '').join('\n'))
}
