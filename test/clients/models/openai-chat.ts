import { z } from 'zod'
import type { Answer, Dialect, ShownResult } from './dialect.ts'

const content = z.union([z.string(), z.array(z.looseObject({ type: z.string() }))]).nullish()
const request = z.looseObject({
  model: z.string(),
  messages: z
    .array(
      z.looseObject({
        role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
        content,
        tool_call_id: z.string().optional(),
      }),
    )
    .min(1),
  tools: z
    .array(
      z.looseObject({
        type: z.literal('function'),
        function: z.looseObject({
          name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
          description: z.string().default(''),
          parameters: z.unknown().optional(),
        }),
      }),
    )
    .default([]),
  stream: z.boolean().default(false),
})
type Message = z.infer<typeof request>['messages'][number]

/** Chat completions of OpenAI (platform.openai.com/docs/api-reference/chat). */
export const openaiChat: Dialect = {
  path: /\/chat\/completions(?:\?|$)/,
  read: (body) => {
    const { messages, tools, stream } = request.parse(body)
    return {
      tools: tools.map(({ function: { name, description, parameters } }) => ({
        name,
        description,
        schema: parameters,
      })),
      results: resultsOf(messages),
      stream,
    }
  },
  events: (answer, turn) => {
    const chunk = (delta: object, finish: string | null) => ({
      data: { ...head(turn, 'chat.completion.chunk'), choices: [{ index: 0, delta, finish_reason: finish }] },
    })
    return [
      chunk({ role: 'assistant', content: '' }, null),
      chunk('say' in answer ? { content: answer.say } : { tool_calls: [{ index: 0, ...callOf(answer, turn) }] }, null),
      chunk({}, 'say' in answer ? 'stop' : 'tool_calls'),
      { data: { ...head(turn, 'chat.completion.chunk'), choices: [], usage } },
      { data: '[DONE]' },
    ]
  },
  whole: (answer, turn) => ({
    ...head(turn, 'chat.completion'),
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: 'say' in answer ? answer.say : null,
          ...('say' in answer ? {} : { tool_calls: [callOf(answer, turn)] }),
        },
        finish_reason: 'say' in answer ? 'stop' : 'tool_calls',
      },
    ],
    usage,
  }),
}

const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }

function head(turn: number, object: string) {
  return { id: `chatcmpl-${turn}`, object, created: 1, model: 'scripted' }
}

function callOf({ call, input }: Extract<Answer, { call: string }>, turn: number) {
  return { id: `call_${turn}`, type: 'function', function: { name: call, arguments: JSON.stringify(input) } }
}

/** Tool messages in order; images cannot stand in them, so clients send those as a user's message behind. */
function resultsOf(messages: readonly Message[]): ShownResult[] {
  const results: { text: string; images: number }[] = []
  for (const { role, content: parts } of messages) {
    const { text, images } = partsOf(parts)
    const last = results.at(-1)
    if (role === 'tool') results.push({ text, images })
    else if (role === 'user' && last !== undefined) last.images += images
  }
  return results
}

function partsOf(parts: z.infer<typeof content>): ShownResult {
  if (parts === null || parts === undefined) return { text: '', images: 0 }
  if (typeof parts === 'string') return { text: parts, images: 0 }
  const texts = parts.flatMap((part) => (part.type === 'text' ? [String(part['text'])] : []))
  return { text: texts.join('\n'), images: parts.filter(({ type }) => type === 'image_url').length }
}
