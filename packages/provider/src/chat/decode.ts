import { z } from 'zod'
import { type JsonEvent, streamCut } from '../events.ts'
import { createAnswerFilter } from './answer-filter.ts'
import { failureOfEnding } from './finish.ts'
import { type Usage, usage } from './usage.ts'

/** A piece of a streamed answer; `finish` comes once and last. */
export type ChatDelta =
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'tool_call'
      readonly index: number
      /** Id and name stand in a call's first piece. */
      readonly id?: string
      readonly name?: string
      readonly arguments: string
    }
  | { readonly type: 'finish'; readonly reason: string; readonly model?: string; readonly usage?: Usage }

const said = z.lazy(() =>
  z.object({
    content: z.string().nullish(),
    reasoning_content: z.string().nullish(),
    /** The name that vLLM and Ollama use. */
    reasoning: z.string().nullish(),
    tool_calls: z
      .array(
        z.object({
          index: z.number().nullish(),
          id: z.string().nullish(),
          function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
        }),
      )
      .nullish(),
  }),
)

/** A chunk of a stream, or a whole answer, which has `message` in the place of `delta`. */
const chunk = z.lazy(() =>
  z.object({
    model: z.string().nullish(),
    choices: z
      .array(z.object({ delta: said.nullish(), message: said.nullish(), finish_reason: z.string().max(64).nullish() }))
      .nullish(),
    usage: usage.nullish(),
  }),
)

/**
 * Decodes the events of a chat (CONTRACTS 2, streaming) into deltas. Throws when the finish reason stands for a
 * failure, when nothing was answered, and when the stream ends before saying that it is complete.
 */
export async function* chatDeltas(
  events: AsyncIterable<JsonEvent>,
  vendor: string,
): AsyncGenerator<ChatDelta, void, void> {
  const filter = createAnswerFilter()
  const ending = { said: false, calledTools: false, reason: '' }
  let model: string | undefined
  let counted: Usage | undefined

  for await (const { event, data } of events) {
    if (event === '[DONE]') ending.reason ||= 'stop'
    const parsed = chunk.safeParse(data)
    if (!parsed.success) continue
    model ??= parsed.data.model ?? undefined
    counted = parsed.data.usage ?? counted
    const choice = parsed.data.choices?.[0]
    ending.reason = choice?.finish_reason || ending.reason
    const piece = choice?.delta ?? choice?.message
    const thought = piece?.reasoning_content ?? piece?.reasoning
    if (thought) yield { type: 'reasoning', text: thought }
    if (piece?.content) {
      const { text, reasoning } = filter.push(piece.content)
      if (reasoning !== '') yield { type: 'reasoning', text: reasoning }
      if (text !== '') yield { type: 'text', text }
      ending.said ||= text.trim() !== ''
    }
    for (const [at, call] of (piece?.tool_calls ?? []).entries()) {
      ending.calledTools = true
      yield {
        type: 'tool_call',
        index: call.index ?? at,
        ...(call.id ? { id: call.id } : {}),
        ...(call.function?.name ? { name: call.function.name } : {}),
        arguments: call.function?.arguments ?? '',
      }
    }
  }

  if (ending.reason === '') throw streamCut(vendor)
  const { text, reasoning } = filter.end()
  if (reasoning !== '') yield { type: 'reasoning', text: reasoning }
  if (text !== '') yield { type: 'text', text }
  ending.said ||= text.trim() !== ''
  const failure = failureOfEnding(vendor, ending)
  if (failure !== undefined) throw failure
  yield {
    type: 'finish',
    reason: ending.reason,
    ...(model === undefined ? {} : { model }),
    ...(counted === undefined ? {} : { usage: counted }),
  }
}
