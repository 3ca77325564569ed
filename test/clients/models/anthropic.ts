import { z } from 'zod'
import { type Answer, byType, type Dialect, type ShownResult } from './dialect.ts'

const part = z.union([
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({ type: z.literal('image'), source: z.looseObject({ type: z.string() }) }),
  z.looseObject({ type: z.string() }),
])
const toolResult = z.looseObject({
  type: z.literal('tool_result'),
  tool_use_id: z.string().regex(/^toolu_/),
  content: z.union([z.string(), z.array(part)]).default(''),
})
const request = z.looseObject({
  model: z.string(),
  max_tokens: z.int().positive(),
  messages: z
    .array(
      z.looseObject({ role: z.enum(['user', 'assistant', 'system']), content: z.union([z.string(), z.array(part)]) }),
    )
    .min(1),
  tools: z
    .array(
      z.looseObject({
        name: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/),
        description: z.string().default(''),
        input_schema: z.unknown().optional(),
      }),
    )
    .default([]),
  stream: z.boolean().default(false),
})

/** Messages of Anthropic (platform.claude.com/docs: messages, streaming). */
export const anthropic: Dialect = {
  path: /\/v1\/messages(?:\?|$)/,
  read: (body) => {
    const { messages, tools, stream } = request.parse(body)
    const blocks = messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content))
    return {
      tools: tools.map(({ name, description, input_schema: schema }) => ({
        name,
        description,
        schema,
      })),
      results: blocks.filter(({ type }) => type === 'tool_result').map((block) => shown(toolResult.parse(block))),
      stream,
    }
  },
  events: (answer, turn) => {
    const message = { ...whole(answer, turn), content: [], stop_reason: null }
    const { start, delta } = blockOf(answer, turn)
    return byType([
      { type: 'message_start', message },
      { type: 'content_block_start', index: 0, content_block: start },
      { type: 'content_block_delta', index: 0, delta },
      { type: 'content_block_stop', index: 0 },
      {
        type: 'message_delta',
        delta: { stop_reason: reasonOf(answer), stop_sequence: null },
        usage: { output_tokens: 1 },
      },
      { type: 'message_stop' },
    ])
  },
  whole,
}

function whole(answer: Answer, turn: number) {
  const content =
    'say' in answer
      ? { type: 'text', text: answer.say }
      : { type: 'tool_use', id: `toolu_${turn}`, name: answer.call, input: answer.input }
  return {
    id: `msg_${turn}`,
    type: 'message',
    role: 'assistant',
    model: 'scripted',
    content: [content],
    stop_reason: reasonOf(answer),
    stop_sequence: null,
    usage: { input_tokens: 1, output_tokens: 1 },
  }
}

function blockOf(answer: Answer, turn: number): { start: object; delta: object } {
  if ('say' in answer) return { start: { type: 'text', text: '' }, delta: { type: 'text_delta', text: answer.say } }
  return {
    start: { type: 'tool_use', id: `toolu_${turn}`, name: answer.call, input: {} },
    delta: { type: 'input_json_delta', partial_json: JSON.stringify(answer.input) },
  }
}

function reasonOf(answer: Answer): string {
  return 'say' in answer ? 'end_turn' : 'tool_use'
}

function shown({ content }: z.infer<typeof toolResult>): ShownResult {
  if (typeof content === 'string') return { text: content, images: 0 }
  const texts = content.flatMap((block) => (block.type === 'text' ? [String(block['text'])] : []))
  return { text: texts.join('\n'), images: content.filter(({ type }) => type === 'image').length }
}
