import type { ChatRequest } from '../chat/request.ts'

/** A chat as Z.AI and BigModel word it; usage comes with the last chunk unasked. */
export function glmChatBody({ thinking, extra, ...request }: ChatRequest, stream: boolean): Record<string, unknown> {
  return {
    ...request,
    ...(thinking === undefined ? {} : { thinking: { type: thinking ? 'enabled' : 'disabled' } }),
    ...(stream ? { stream } : {}),
    ...extra,
  }
}
