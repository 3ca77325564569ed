import { z } from 'zod'

const address = z.lazy(() => z.strictObject({ url: z.string().min(1) }))

/** A part of a user's message (CONTRACTS 2); addresses are URLs, data URLs, or base64 where the vendor takes it. */
const part = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('text'), text: z.string() }),
    z.strictObject({ type: z.literal('image_url'), image_url: address }),
    z.strictObject({ type: z.literal('video_url'), video_url: address }),
    z.strictObject({ type: z.literal('file_url'), file_url: address }),
  ]),
)

const toolCall = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    type: z.literal('function'),
    function: z.strictObject({ name: z.string(), arguments: z.string() }),
  }),
)

const parts = z.lazy(() =>
  z
    .array(part)
    .min(1)
    .refine(
      (list) =>
        !(list.some(({ type }) => type === 'file_url') && list.some(({ type }) => /^(image|video)_/.test(type))),
      { message: 'files cannot stand beside images or video in one message' },
    ),
)

const message = z.lazy(() =>
  z.discriminatedUnion('role', [
    z.strictObject({ role: z.literal('system'), content: z.string() }),
    z.strictObject({ role: z.literal('user'), content: z.union([z.string(), parts]) }),
    z.strictObject({
      role: z.literal('assistant'),
      content: z.string().nullable(),
      reasoning_content: z.string().optional(),
      tool_calls: z.array(toolCall).optional(),
    }),
    z.strictObject({ role: z.literal('tool'), content: z.string(), tool_call_id: z.string() }),
  ]),
)

const tool = z.lazy(() =>
  z.strictObject({
    type: z.literal('function'),
    function: z.strictObject({
      name: z.string().min(1),
      description: z.string().optional(),
      parameters: z.record(z.string(), z.unknown()),
    }),
  }),
)

/** A chat in the words that all vendors share; each vendor's file turns the few others into its own. */
export const chatRequest = z.lazy(() =>
  z.strictObject({
    model: z.string().min(1),
    messages: z.array(message).min(1),
    temperature: z.number().min(0).max(2).optional(),
    top_p: z.number().gt(0).max(1).optional(),
    /** Reasoning included, where the model reasons. */
    max_tokens: z.int().positive().optional(),
    stop: z.array(z.string()).optional(),
    tools: z.array(tool).optional(),
    tool_choice: z.enum(['auto', 'none', 'required']).optional(),
    response_format: z.strictObject({ type: z.enum(['text', 'json_object']) }).optional(),
    /** Whether the model reasons first; left to the vendor's default when absent. */
    thinking: z.boolean().optional(),
    reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'max']).optional(),
    /** Fields of one vendor, sent as they are, e.g. `vl_high_resolution_images` of DashScope. */
    extra: z.record(z.string(), z.unknown()).optional(),
  }),
)

export type ChatRequest = z.output<typeof chatRequest>
export type ChatMessage = z.output<typeof message>
export type ChatPart = z.output<typeof part>
