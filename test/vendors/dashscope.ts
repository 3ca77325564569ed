import { z } from 'zod'
import { events, json, type Reply } from './scenario.ts'
import type { Route, StandInVendor } from './stand-in.ts'
import { echo, messages, pieces, validated } from './validated.ts'

const error = (status: number, code: string | number, message: string): Reply =>
  json({ code: String(code), message, request_id: 'request-1' }, status)

const compatibleError = (message: string): Reply =>
  json({ error: { code: 'invalid_parameter_error', message, type: 'invalid_request_error' } }, 400)

const on = z.literal(true, { error: 'must be true with the code interpreter' })
const interpreterModel = z.string().regex(/^qwen3(-max-preview|\.[7-9]-(max|plus))/, 'does not run code')

const responsesRequest = z.strictObject({
  model: interpreterModel,
  input: z.union([z.string(), messages]),
  tools: z.array(z.looseObject({ type: z.string() })).refine((list) => !list.some(({ type }) => type === 'function'), {
    message: 'code_interpreter and function calling are mutually exclusive',
  }),
  enable_thinking: on,
  stream: z.boolean().optional(),
})

const chatRequest = z
  .strictObject({
    model: z.string().min(1),
    messages,
    stream: z.boolean().optional(),
    stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
    enable_thinking: z.boolean().optional(),
    enable_code_interpreter: z.boolean().optional(),
    vl_high_resolution_images: z.boolean().optional(),
    temperature: z.number().optional(),
    top_p: z.number().optional(),
    max_tokens: z.int().optional(),
    tools: z.array(z.unknown()).optional(),
  })
  .superRefine((body, context) => {
    if (body.enable_code_interpreter !== true) return
    const refuse = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message })
    if (body.enable_thinking !== true) refuse('enable_thinking', 'must be true with the code interpreter')
    if (body.stream !== true) refuse('stream', 'must be true with the code interpreter')
    if (body.tools !== undefined) refuse('tools', 'code interpreter and function calling are mutually exclusive')
  })

const parameters = z.strictObject({
  enable_code_interpreter: on,
  enable_thinking: on,
  result_format: z.literal('message'),
  incremental_output: z.literal(true),
})
const nativeText = z.strictObject({ model: interpreterModel, input: z.strictObject({ messages }), parameters })
const nativeMultimodal = z.strictObject({
  model: interpreterModel,
  input: z.strictObject({
    messages: z.array(z.strictObject({ role: z.string(), content: z.array(z.strictObject({ text: z.string() })) })),
  }),
  parameters,
})

const power = '77269364466549865653073473388030061522211723'
const answer = `123**21 = ${power}`
const code = 'print(123**21)'

function responses({ model, stream }: z.output<typeof responsesRequest>): Reply {
  const reasoning = { type: 'reasoning', id: 'r', summary: [{ type: 'summary_text', text: 'I calculate.' }] }
  const call = { type: 'code_interpreter_call', id: 'c', code, outputs: [{ type: 'logs', logs: `${power}\n` }] }
  const message = { type: 'message', id: 'm', role: 'assistant', content: [{ type: 'output_text', text: answer }] }
  const usage = {
    input_tokens: 50,
    output_tokens: 70,
    total_tokens: 120,
    x_tools: { code_interpreter: { count: 1 } },
  }
  const whole = {
    id: 'resp-1',
    object: 'response',
    model,
    status: 'completed',
    output: [reasoning, call, message],
    usage,
  }
  if (stream !== true) return json(whole)
  const event = (type: string, more: object): string =>
    `event:${type}\ndata:${JSON.stringify({ type, sequence_number: 1, ...more })}\n\n`
  return sse([
    event('response.created', { response: { ...whole, status: 'in_progress', output: [] } }),
    event('response.reasoning_summary_text.delta', { delta: 'I calculate.' }),
    event('response.output_item.done', { item: reasoning }),
    event('response.output_item.done', { item: call }),
    ...pieces(answer).map((delta) => event('response.output_text.delta', { delta })),
    event('response.output_item.done', { item: message }),
    event('response.completed', { response: whole }),
  ])
}

function chat(body: z.output<typeof chatRequest>, text: string): Reply {
  const usage = {
    prompt_tokens: 12,
    completion_tokens: 34,
    total_tokens: 46,
    ...(body.enable_code_interpreter === true ? { plugins: { code_interpreter: { count: 1 } } } : {}),
  }
  const head = { id: 'chatcmpl-1', created: 1_790_000_000, model: body.model }
  if (body.stream !== true) {
    const message = { role: 'assistant', content: text, reasoning_content: '' }
    return json({ ...head, choices: [{ index: 0, message, finish_reason: 'stop' }], usage })
  }
  const chunk = (delta: object, finish_reason: string | null = null): object => ({
    ...head,
    choices: [{ index: 0, delta, finish_reason }],
    usage: null,
  })
  const thought = body.enable_thinking === true ? [chunk({ content: null, reasoning_content: 'I calculate.' })] : []
  return events([
    ...thought,
    ...pieces(text).map((content) => chunk({ content, reasoning_content: null })),
    chunk({ content: '' }, 'stop'),
    ...(body.stream_options?.include_usage === true ? [{ ...head, choices: [], usage }] : []),
    '[DONE]',
  ])
}

function native(content: (text: string) => unknown): Reply {
  const info = (text: string): object => ({ type: 'code_interpreter', code_interpreter: { code: text } })
  const event = (id: number, message: object, tool_info: object[], finish_reason = 'null'): string => {
    const output = { choices: [{ message: { role: 'assistant', ...message }, finish_reason }], tool_info }
    const usage = {
      input_tokens: 50,
      output_tokens: id,
      total_tokens: 50 + id,
      plugins: { code_interpreter: { count: 1 } },
    }
    const data = JSON.stringify({ output, usage, request_id: 'request-1' })
    return `id:${id}\nevent:result\n:HTTP_STATUS/200\ndata:${data}\n\n`
  }
  const silent = { content: content(''), reasoning_content: '' }
  const all = [info(code), info('')]
  return sse([
    event(1, { ...silent, reasoning_content: 'I calculate.' }, []),
    event(2, silent, [info('')]),
    event(3, silent, [info(code.slice(0, 6))]),
    event(4, silent, all),
    ...pieces(answer).map((text, at) => event(5 + at, { ...silent, content: content(text) }, all)),
    event(99, silent, all, 'stop'),
  ])
}

function sse(list: readonly string[]): Reply {
  return { status: 200, type: 'text/event-stream;charset=UTF-8', body: list.join('') }
}

/** The native protocol streams only when its header asks for it. */
function whenStreamed(route: Route): Route {
  return (request, context) =>
    request.headers['x-dashscope-sse'] === 'enable'
      ? route(request, context)
      : error(400, 'InvalidParameter', 'This model only supports the stream mode: X-DashScope-SSE must be enable')
}

const nativeRefusal = (message: string): Reply => error(400, 'InvalidParameter', message)

/** DashScope: compatible endpoints under `/compatible-mode/v1`, native ones under `/api/v1`. */
export const dashscopeStandIn: StandInVendor = {
  error,
  unauthorized: error(401, 'InvalidApiKey', 'Invalid API-key provided.'),
  routes: {
    'POST /compatible-mode/v1/responses': validated(responsesRequest, compatibleError, responses),
    'POST /compatible-mode/v1/chat/completions': validated(chatRequest, compatibleError, (body, context) =>
      chat(body, body.enable_code_interpreter === true ? answer : (context.answer() ?? echo(body.messages))),
    ),
    'POST /api/v1/services/aigc/text-generation/generation': whenStreamed(
      validated(nativeText, nativeRefusal, () => native((text) => text)),
    ),
    'POST /api/v1/services/aigc/multimodal-generation/generation': whenStreamed(
      validated(nativeMultimodal, nativeRefusal, () => native((text) => [{ text }])),
    ),
  },
}
