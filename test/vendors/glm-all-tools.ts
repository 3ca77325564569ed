import { z } from 'zod'
import { events, type Reply } from './scenario.ts'

const parts = z.array(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('text'), text: z.string() }),
    z.strictObject({ type: z.literal('image_url'), image_url: z.strictObject({ url: z.string() }) }),
  ]),
)

/** GLM-4-AllTools (CONTRACTS 3): streaming only, contents as lists of parts. */
export const allToolsRequest = z.strictObject({
  model: z.literal('glm-4-alltools'),
  stream: z.literal(true),
  messages: z
    .array(
      z.strictObject({
        role: z.enum(['system', 'user', 'assistant', 'tool']),
        content: parts,
        tool_calls: z.array(z.unknown()).optional(),
        tool_call_id: z.string().optional(),
      }),
    )
    .min(1),
  tools: z
    .array(
      z.strictObject({
        type: z.literal('code_interpreter'),
        code_interpreter: z.strictObject({ sandbox: z.enum(['auto', 'none']) }),
      }),
    )
    .length(1),
})

const power = '77269364466549865653073473388030061522211723'
const code = ['print(', '123', '**21)']

/** The deltas of one calculation; with sandbox `none` it stops for the caller to run the code. */
export function allToolsChat(body: z.output<typeof allToolsRequest>): Reply {
  const chunk = (delta: object, more: object = {}): object => ({
    id: 'all-tools-1',
    created: 1_790_000_000,
    model: 'glm-4-alltools',
    choices: [{ index: 0, delta, ...more }],
  })
  const calls = code.map((input, at) =>
    chunk({
      role: 'assistant',
      tool_calls: [{ ...(at === 0 ? { id: 'call_1' } : {}), type: 'code_interpreter', code_interpreter: { input } }],
    }),
  )
  const answer = [
    chunk({ role: 'assistant', content: '123**21 = ' }),
    chunk({ role: 'assistant', content: power }),
    chunk({ role: 'assistant', content: '' }, { finish_reason: 'stop' }),
    '[DONE]',
  ]
  const usage = { prompt_tokens: 20, completion_tokens: 60, total_tokens: 80 }
  if (body.messages.at(-1)?.role === 'tool') return events(answer)
  const called = chunk({ role: 'assistant', content: '' }, { finish_reason: 'tool_calls' })
  if (body.tools[0]?.code_interpreter.sandbox === 'none') {
    return events([...calls, { ...called, status: 'requires_action', usage }, '[DONE]'])
  }
  const outputs = [{ type: 'logs', logs: `${power}\n` }]
  const ran = chunk({ role: 'tool', tool_calls: [{ type: 'code_interpreter', code_interpreter: { outputs } }] })
  return events([...calls, called, ran, ...answer])
}
