import type { ChatDelta } from './decode.ts'
import type { Usage } from './usage.ts'

export interface ToolCall {
  readonly id: string
  readonly name: string
  /** JSON, as the model wrote it. */
  readonly arguments: string
}

/** A whole answer. */
export interface ChatAnswer {
  readonly text: string
  readonly reasoning: string
  readonly toolCalls: readonly ToolCall[]
  /** `stop`, `length` or `tool_calls`; those that mean failure are thrown instead. */
  readonly finishReason: string
  readonly model?: string
  readonly usage?: Usage
}

/** Gathers deltas into an answer; `onDelta` sees each as it comes, for progress. */
export async function collectChat(
  deltas: AsyncIterable<ChatDelta>,
  onDelta?: (delta: ChatDelta) => void,
): Promise<ChatAnswer> {
  let text = ''
  let reasoning = ''
  let finish: Extract<ChatDelta, { type: 'finish' }> | undefined
  const calls = new Map<number, { id: string; name: string; arguments: string }>()
  for await (const delta of deltas) {
    onDelta?.(delta)
    if (delta.type === 'text') text += delta.text
    else if (delta.type === 'reasoning') reasoning += delta.text
    else if (delta.type === 'finish') finish = delta
    else {
      const call = calls.get(delta.index) ?? { id: '', name: '', arguments: '' }
      call.id ||= delta.id ?? ''
      call.name ||= delta.name ?? ''
      call.arguments += delta.arguments
      calls.set(delta.index, call)
    }
  }
  return {
    text,
    reasoning,
    toolCalls: [...calls.values()],
    finishReason: finish?.reason ?? 'stop',
    ...(finish?.model === undefined ? {} : { model: finish.model }),
    ...(finish?.usage === undefined ? {} : { usage: finish.usage }),
  }
}
