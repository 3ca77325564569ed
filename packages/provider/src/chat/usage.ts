import { z } from 'zod'

/** Tokens of one call; absent where the vendor does not count. */
export interface Usage {
  readonly inputTokens?: number
  readonly outputTokens?: number
  readonly totalTokens?: number
  /** How often the vendor's code interpreter ran (`x_tools` or `plugins`, CONTRACTS 4). */
  readonly codeRuns?: number
}

const count = z.number().nullish()
const tools = z.lazy(() =>
  z
    .object({ code_interpreter: z.object({ count }).nullish() })
    .nullish()
    .catch(null),
)

/** Counts under the names of the Chat (`prompt_tokens`) and the Responses and native (`input_tokens`) protocols. */
export const usage = z.lazy(() =>
  z
    .object({
      prompt_tokens: count,
      completion_tokens: count,
      input_tokens: count,
      output_tokens: count,
      total_tokens: count,
      x_tools: tools,
      plugins: tools,
    })
    .transform((raw): Usage => {
      const input = raw.prompt_tokens ?? raw.input_tokens
      const runs = raw.x_tools?.code_interpreter?.count ?? raw.plugins?.code_interpreter?.count
      const output = raw.completion_tokens ?? raw.output_tokens
      return {
        ...(input == null ? {} : { inputTokens: input }),
        ...(output == null ? {} : { outputTokens: output }),
        ...(raw.total_tokens == null ? {} : { totalTokens: raw.total_tokens }),
        ...(runs == null ? {} : { codeRuns: runs }),
      }
    }),
)
