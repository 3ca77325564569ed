import { z } from 'zod'
import type { StreamEndpoint } from '../endpoint.ts'
import { allToolsEvents } from '../interpreter/all-tools.ts'
import type { InterpreterEvent } from '../interpreter/event.ts'

const message = z.lazy(() =>
  z.discriminatedUnion('role', [
    z.strictObject({ role: z.literal('system'), text: z.string() }),
    z.strictObject({ role: z.literal('user'), text: z.string() }),
    /** What the model wrote: the code of a run under the id it was given. */
    z.strictObject({ role: z.literal('assistant'), text: z.string().optional(), id: z.string(), code: z.string() }),
    /** What running it gave: text, or the address of an image. */
    z.strictObject({
      role: z.literal('tool'),
      id: z.string(),
      text: z.string().optional(),
      image: z.string().optional(),
    }),
  ]),
)

const request = z.lazy(() =>
  z.strictObject({
    model: z.string().min(1),
    messages: z.array(message).min(1),
    /** `auto`: the vendor runs the code; `none`: the caller does and sends the result. */
    sandbox: z.enum(['auto', 'none']),
  }),
)

export type AllToolsRequest = z.output<typeof request>

/** POST `/chat/completions` with `glm-4-alltools` (CONTRACTS 3), streamed as it must be. */
export const allTools: StreamEndpoint<AllToolsRequest, InterpreterEvent> = {
  name: 'all tools',
  method: 'POST',
  path: 'chat/completions',
  request,
  body: ({ model, messages, sandbox }) => ({
    model,
    stream: true,
    messages: messages.map(wireMessage),
    tools: [{ type: 'code_interpreter', code_interpreter: { sandbox } }],
  }),
  headers: { accept: 'text/event-stream' },
  decode: allToolsEvents,
}

function wireMessage(one: AllToolsRequest['messages'][number]): unknown {
  const text = one.text === undefined ? [] : [{ type: 'text', text: one.text }]
  switch (one.role) {
    case 'assistant': {
      const call = { id: one.id, type: 'code_interpreter', code_interpreter: { input: one.code } }
      return { role: one.role, content: text, tool_calls: [call] }
    }
    case 'tool': {
      const image = one.image === undefined ? [] : [{ type: 'image_url', image_url: { url: one.image } }]
      return { role: one.role, tool_call_id: one.id, content: [...text, ...image] }
    }
    default:
      return { role: one.role, content: text }
  }
}
