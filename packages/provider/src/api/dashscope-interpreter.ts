import { z } from 'zod'
import { chatDeltas } from '../chat/decode.ts'
import type { Endpoint, StreamEndpoint } from '../endpoint.ts'
import type { JsonEvent } from '../events.ts'
import { collectRuns, type InterpreterAnswer, type InterpreterEvent } from '../interpreter/event.ts'
import { generationEvents } from '../interpreter/generation.ts'
import { responsesEvents } from '../interpreter/responses.ts'

const messages = z.lazy(() =>
  z.array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).min(1),
)

const request = z.lazy(() => z.strictObject({ model: z.string().min(1), messages }))

const responsesRequest = z.lazy(() => request.unwrap().extend({ web: z.boolean().optional() }))

/** A question for DashScope's interpreter; function calling beside it is an error there, so there is no field for it. */
export type DashscopeInterpreterRequest = z.output<typeof request>

/** By Responses the model may also search and read the web, unless `web` is false. */
export type DashscopeResponsesRequest = z.output<typeof responsesRequest>

const stream = { accept: 'text/event-stream' }

const responsesBody = ({ model, messages: input, web = true }: DashscopeResponsesRequest): object => ({
  model,
  input,
  // The vendor advises all three together; the model decides which it needs.
  tools: ['code_interpreter', ...(web ? ['web_search', 'web_extractor'] : [])].map((type) => ({ type })),
  enable_thinking: true,
})

/** POST `/responses`, answered at once (CONTRACTS 4): reasoning, the code of each run, its logs, the answer. */
export const dashscopeResponses: Endpoint<DashscopeResponsesRequest, InterpreterAnswer> = {
  name: 'responses',
  method: 'POST',
  path: 'responses',
  request: responsesRequest,
  body: responsesBody,
  read: (body, vendor) => collectRuns(responsesEvents(oneEvent(body), vendor)),
}

/** The same, streamed. */
export const dashscopeResponsesStream: StreamEndpoint<DashscopeResponsesRequest, InterpreterEvent> = {
  name: 'responses',
  method: 'POST',
  path: 'responses',
  request: responsesRequest,
  body: (input) => ({ ...responsesBody(input), stream: true }),
  headers: stream,
  decode: responsesEvents,
}

/** POST `/chat/completions` with the interpreter on (CONTRACTS 4): streams only, and never shows the code. */
export const dashscopeInterpreterChat: StreamEndpoint<DashscopeInterpreterRequest, InterpreterEvent> = {
  name: 'chat with code interpreter',
  method: 'POST',
  path: 'chat/completions',
  request,
  body: (input, vendor) =>
    vendor.chatBody({ ...input, thinking: true, extra: { enable_code_interpreter: true } }, true),
  headers: stream,
  async *decode(events, vendor) {
    // No tool is offered, so a tool call would be the server's mistake; what remains are the same events.
    for await (const delta of chatDeltas(events, vendor)) if (delta.type !== 'tool_call') yield delta
  },
}

/** POST `/api/v1/services/aigc/text-generation/generation`, the native protocol (CONTRACTS 4), streamed. */
export const dashscopeGeneration: StreamEndpoint<DashscopeInterpreterRequest, InterpreterEvent> = {
  name: 'generation',
  method: 'POST',
  path: '/api/v1/services/aigc/text-generation/generation',
  request,
  body: (input) => nativeBody(input.model, input.messages),
  headers: { ...stream, 'x-dashscope-sse': 'enable' },
  decode: generationEvents,
}

/** The native protocol of newer models, whose contents are lists of parts. */
export const dashscopeMultimodalGeneration: StreamEndpoint<DashscopeInterpreterRequest, InterpreterEvent> = {
  ...dashscopeGeneration,
  path: '/api/v1/services/aigc/multimodal-generation/generation',
  body: (input) =>
    nativeBody(
      input.model,
      input.messages.map(({ role, content }) => ({ role, content: [{ text: content }] })),
    ),
}

function nativeBody(model: string, list: readonly unknown[]): object {
  return {
    model,
    input: { messages: list },
    parameters: {
      enable_code_interpreter: true,
      enable_thinking: true,
      result_format: 'message',
      incremental_output: true,
    },
  }
}

async function* oneEvent(data: unknown): AsyncGenerator<JsonEvent, void, void> {
  yield { data }
}
