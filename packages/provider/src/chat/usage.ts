import { z } from 'zod'

/** Tokens of one call; absent where the vendor does not count. */
export interface Usage {
  readonly inputTokens?: number
  readonly outputTokens?: number
  readonly totalTokens?: number
}

const count = z.number().nullish()

/** Counts under the names of the Chat (`prompt_tokens`) and the Responses and native (`input_tokens`) protocols. */
export const usage = z
  .object({
    prompt_tokens: count,
    completion_tokens: count,
    input_tokens: count,
    output_tokens: count,
    total_tokens: count,
  })
  .transform((raw): Usage => {
    const input = raw.prompt_tokens ?? raw.input_tokens
    const output = raw.completion_tokens ?? raw.output_tokens
    return {
      ...(input == null ? {} : { inputTokens: input }),
      ...(output == null ? {} : { outputTokens: output }),
      ...(raw.total_tokens == null ? {} : { totalTokens: raw.total_tokens }),
    }
  })
