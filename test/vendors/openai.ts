import { z } from 'zod'
import { events, json, type Reply } from './scenario.ts'
import type { StandInVendor } from './stand-in.ts'
import { echo, messages, pieces, validated } from './validated.ts'

const error = (status: number, code: string | number, message: string): Reply =>
  json({ error: { message, type: String(code), code } }, status)

/** Local servers ignore what they do not know: only the basic shape is checked. */
const chatRequest = z.looseObject({ model: z.string().min(1), messages, stream: z.boolean().optional() })

const usage = { prompt_tokens: 12, completion_tokens: 34, total_tokens: 46 }

/** A server of OpenAI's Chat Completions, as Ollama, vLLM and llama.cpp are; its base is `/v1`. */
export const openaiStandIn: StandInVendor = {
  error,
  unauthorized: error(401, 'invalid_api_key', 'Incorrect API key provided.'),
  routes: {
    'POST /v1/chat/completions': validated(
      chatRequest,
      (message) => error(400, 'invalid_request_error', message),
      ({ model, messages: list, stream }, context) => {
        const text = context.answer() ?? echo(list)
        const head = { id: 'chatcmpl-1', created: 1_790_000_000, model }
        if (stream !== true) {
          const message = { role: 'assistant', content: text }
          return json({ ...head, choices: [{ index: 0, message, finish_reason: 'stop' }], usage })
        }
        const chunk = (delta: object, finish_reason: string | null = null): object => ({
          ...head,
          choices: [{ index: 0, delta, finish_reason }],
        })
        return events([
          ...pieces(text).map((content) => chunk({ content })),
          chunk({}, 'stop'),
          { ...head, choices: [], usage },
          '[DONE]',
        ])
      },
    ),
  },
}
