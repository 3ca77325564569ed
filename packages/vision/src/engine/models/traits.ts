/** What must be known of a model to ask it well (CONTRACTS 2). */
export interface Traits {
  /** Ceiling of `max_tokens`; undefined where it is not known, and then nothing is sent unless configured. */
  readonly maxTokens?: number
  /** `switch`: reasoning is turned on and off; `always`: it reasons, with a settable effort; `unknown`: nothing is sent. */
  readonly thinking: 'switch' | 'always' | 'unknown'
}

const rows: readonly (Traits & { readonly model: RegExp })[] = [
  { model: /^glm-5v/i, maxTokens: 131_072, thinking: 'switch' },
  { model: /^glm-4\.6v/i, maxTokens: 32_768, thinking: 'switch' },
  { model: /^glm-4\.5v/i, maxTokens: 16_384, thinking: 'switch' },
  { model: /^glm-/i, maxTokens: 131_072, thinking: 'always' },
]

/** Traits by model name, first match wins. */
export function traitsOf(model: string): Traits {
  return rows.find((row) => row.model.test(model)) ?? { thinking: 'unknown' }
}
