import { z } from 'zod'
import { failureOfEnding } from '../chat/finish.ts'
import { type Usage, usage } from '../chat/usage.ts'
import { type JsonEvent, streamCut } from '../events.ts'
import type { InterpreterEvent, RunOutput } from './event.ts'

const output = z.lazy(() =>
  z
    .object({
      file: z.string().nullish(),
      logs: z.string().nullish(),
      error_msg: z.string().nullish(),
    })
    .transform(
      ({ file, logs, error_msg }): RunOutput => ({
        ...(file ? { file } : {}),
        ...(logs ? { logs } : {}),
        ...(error_msg ? { error: error_msg } : {}),
      }),
    ),
)

const interpreter = z.lazy(() => z.object({ input: z.string().nullish(), outputs: z.array(output).nullish() }))

const chunk = z.lazy(() =>
  z.object({
    model: z.string().nullish(),
    status: z.string().nullish(),
    choices: z
      .array(
        z.object({
          delta: z
            .object({
              content: z.string().nullish(),
              tool_calls: z
                .array(z.object({ id: z.string().nullish(), code_interpreter: interpreter.nullish() }))
                .nullish(),
            })
            .nullish(),
          finish_reason: z.string().max(64).nullish(),
        }),
      )
      .nullish(),
    usage: usage.nullish(),
  }),
)

/**
 * Decodes GLM-4-AllTools deltas (CONTRACTS 3): code in pieces of which only the first carries the call's id, outputs of
 * the vendor's sandbox, the answer; or `requires_action` when the caller is to run the code.
 */
export async function* allToolsEvents(
  events: AsyncIterable<JsonEvent>,
  vendor: string,
): AsyncGenerator<InterpreterEvent, void, void> {
  let run = -1
  let reason = ''
  let complete = false
  let said = false
  let model: string | undefined
  let counted: Usage | undefined
  for await (const { event, data } of events) {
    complete ||= event === '[DONE]'
    const parsed = chunk.safeParse(data)
    if (!parsed.success) continue
    const { status, choices } = parsed.data
    model ??= parsed.data.model ?? undefined
    counted = parsed.data.usage ?? counted
    const [choice] = choices ?? []
    reason = choice?.finish_reason || reason
    if (status === 'requires_action') reason = status
    for (const { id, code_interpreter } of choice?.delta?.tool_calls ?? []) {
      const { input, outputs } = code_interpreter ?? {}
      if (id || (input && run < 0)) run += 1
      if (input) yield { type: 'code', run, code: input, ...(id ? { id } : {}) }
      for (const one of outputs ?? []) yield { type: 'output', run: Math.max(0, run), ...one }
    }
    const text = choice?.delta?.content
    if (text) {
      said ||= text.trim() !== ''
      yield { type: 'text', text }
    }
  }
  // The end of a code block is not the end of the answer, unless the stream says that nothing more comes.
  if (reason === 'tool_calls') reason = complete ? 'requires_action' : ''
  if (reason === '') throw streamCut(vendor)
  const failure = failureOfEnding(vendor, { reason, said, calledTools: run >= 0 })
  if (failure !== undefined) throw failure
  yield {
    type: 'finish',
    reason,
    ...(model === undefined ? {} : { model }),
    ...(counted === undefined ? {} : { usage: counted }),
  }
}
