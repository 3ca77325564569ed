import { z } from 'zod'
import { chatRequest } from '../chat/request.ts'
import { type Endpoint, shaped } from '../endpoint.ts'

const request = z.lazy(() => chatRequest.unwrap().pick({ model: true, messages: true, tools: true }))

const response = z.lazy(() =>
  z.object({
    usage: z.object({
      prompt_tokens: z.number(),
      image_tokens: z.number().nullish(),
      video_tokens: z.number().nullish(),
      total_tokens: z.number().nullish(),
    }),
  }),
)

export type TokenizerRequest = z.output<typeof request>
export type TokenizerResponse = z.output<typeof response>

/** POST `/tokenizer` (CONTRACTS 2): how many tokens a conversation is. */
export const tokenizer: Endpoint<TokenizerRequest, TokenizerResponse> = {
  name: 'tokenizer',
  method: 'POST',
  path: 'tokenizer',
  request,
  read: shaped('tokenizer', response),
}
