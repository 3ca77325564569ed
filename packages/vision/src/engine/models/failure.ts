import { ToolError } from '@sensorium/kit'
import { ProviderError, type ProviderErrorKind } from '@sensorium/provider'
import { toolErrorCodes } from '@sensorium/vendors'

/** The model that was asked is a setting here, so what the vendor calls a wrong parameter is one. */
const codes = { ...toolErrorCodes, parameters: 'invalid_config' } as const

const hints: Partial<Record<ProviderErrorKind, string>> = {
  authentication: 'Check the key of the vision model (Z_AI_API_KEY and its siblings).',
  parameters: 'Check the model (Z_AI_VISION_MODEL) and its settings.',
  timeout: 'Raise Z_AI_TIMEOUT, or ask for less.',
}

/** A vendor's failure as the model reads it; everything else is returned as it is. */
export function modelFailure(error: unknown): unknown {
  if (!ProviderError.isInstance(error)) return error
  const hint = hints[error.kind]
  return new ToolError(codes[error.kind], error.message, {
    cause: error,
    ...(hint !== undefined && { hint }),
    ...(error.retryable && error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
  })
}
