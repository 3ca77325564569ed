import { z } from 'zod'
import { type ChatAnswer, collectChat } from '../chat/collect.ts'
import { type ChatDelta, chatDeltas } from '../chat/decode.ts'
import { type ChatRequest, chatRequest } from '../chat/request.ts'
import { type Endpoint, type StreamEndpoint, shaped } from '../endpoint.ts'
import type { JsonEvent } from '../events.ts'

const whole = shaped(
  'chat',
  z.lazy(() => z.looseObject({ choices: z.array(z.unknown()).min(1) })),
)

/** A whole answer goes the way of a streamed one, as its only event. */
export async function readChat(body: unknown, vendor: string): Promise<ChatAnswer> {
  async function* events(): AsyncGenerator<JsonEvent, void, void> {
    yield { data: whole(body, vendor) }
    yield { event: '[DONE]', data: null }
  }
  return collectChat(chatDeltas(events(), vendor))
}

/** POST `/chat/completions`, answered at once (CONTRACTS 2). */
export const chat: Endpoint<ChatRequest, ChatAnswer> = {
  name: 'chat',
  method: 'POST',
  path: 'chat/completions',
  request: chatRequest,
  body: (request, vendor) => vendor.chatBody(request, false),
  read: readChat,
}

/** POST `/chat/completions` with `stream`: what a model says as it says it. */
export const chatStream: StreamEndpoint<ChatRequest, ChatDelta> = {
  name: 'chat',
  method: 'POST',
  path: 'chat/completions',
  request: chatRequest,
  body: (request, vendor) => vendor.chatBody(request, true),
  headers: { accept: 'text/event-stream' },
  decode: chatDeltas,
}
