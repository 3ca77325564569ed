import type { ToolErrorCode } from '@sensorium/kit'
import type { ProviderErrorKind } from '@sensorium/provider'

/** A vendor's failure as a caller of a tool learns it; a server says otherwise where it knows more. */
export const toolErrorCodes: Readonly<Record<ProviderErrorKind, ToolErrorCode>> = {
  authentication: 'unauthorized',
  account: 'quota_exhausted',
  quota: 'quota_exhausted',
  rate: 'rate_limited',
  parameters: 'unavailable',
  content_policy: 'blocked',
  server: 'unavailable',
  network: 'unavailable',
  timeout: 'timeout',
  malformed: 'unavailable',
  cancelled: 'cancelled',
}
