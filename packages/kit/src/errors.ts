/** What a tool's failure is about; pinned by a test because clients and docs name them (DESIGN section 5). */
export const toolErrorCodes = [
  'invalid_input',
  'not_found',
  'blocked',
  'unauthorized',
  'invalid_config',
  'rate_limited',
  'quota_exhausted',
  'unavailable',
  'timeout',
  'too_large',
  'cancelled',
  'internal',
] as const

export type ToolErrorCode = (typeof toolErrorCodes)[number]

export interface ToolErrorOptions {
  /** What the model or the user should do instead, as one sentence. */
  readonly hint?: string
  /** Milliseconds after which the same call may succeed. */
  readonly retryAfterMs?: number
  /** The underlying failure; logged, never shown to the model. */
  readonly cause?: unknown
}

const toolErrorBrand = Symbol.for('sensorium.ToolError')

/**
 * The only deliberate throw of a tool handler. Its message and hint are trusted text that the model reads;
 * everything else that is thrown becomes `internal` with a fixed sentence.
 */
export class ToolError extends Error {
  readonly code: ToolErrorCode
  readonly hint: string | undefined
  readonly retryAfterMs: number | undefined
  readonly [toolErrorBrand] = true

  constructor(code: ToolErrorCode, message: string, options: ToolErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'ToolError'
    this.code = code
    this.hint = options.hint
    this.retryAfterMs = options.retryAfterMs
  }

  /** Recognises a ToolError by brand, since a bundle may hold the class twice. */
  static isInstance(value: unknown): value is ToolError {
    return value instanceof Error && (value as { [toolErrorBrand]?: true })[toolErrorBrand] === true
  }
}
