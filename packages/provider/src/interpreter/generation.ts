import { z } from 'zod'
import { failureOfEnding } from '../chat/finish.ts'
import { type Usage, usage } from '../chat/usage.ts'
import { type JsonEvent, streamCut } from '../events.ts'
import type { InterpreterEvent } from './event.ts'

/** The text protocol sends strings, the multimodal one lists of parts. */
const content = z.lazy(() =>
  z
    .union([z.string(), z.array(z.object({ text: z.string().nullish() }))])
    .nullish()
    .transform((value) => (typeof value === 'string' ? value : (value ?? []).map(({ text }) => text ?? '').join(''))),
)

const chunk = z.lazy(() =>
  z.object({
    output: z.object({
      choices: z
        .array(
          z.object({
            message: z.object({ content, reasoning_content: z.string().nullish() }).nullish(),
            finish_reason: z.string().max(64).nullish(),
          }),
        )
        .nullish(),
      tool_info: z
        .array(z.object({ type: z.string(), code_interpreter: z.object({ code: z.string().nullish() }).nullish() }))
        .nullish(),
    }),
    usage: usage.nullish(),
  }),
)

/**
 * Decodes DashScope's native events (CONTRACTS 4). `tool_info` is cumulative and its last entry may still be empty, so
 * code is passed on as what each entry has gained; the finish reason is the string "null" until the end.
 */
export async function* generationEvents(
  events: AsyncIterable<JsonEvent>,
  vendor: string,
): AsyncGenerator<InterpreterEvent, void, void> {
  const codes: string[] = []
  let reason = ''
  let said = false
  let counted: Usage | undefined
  for await (const { data } of events) {
    const parsed = chunk.safeParse(data)
    if (!parsed.success) continue
    const { choices, tool_info } = parsed.data.output
    counted = parsed.data.usage ?? counted
    const runs = (tool_info ?? []).filter(({ type }) => type === 'code_interpreter')
    for (const [run, { code_interpreter }] of runs.entries()) {
      const known = codes[run] ?? ''
      const code = code_interpreter?.code ?? ''
      if (code.length <= known.length) continue
      codes[run] = code
      yield { type: 'code', run, code: code.slice(known.length) }
    }
    const [choice] = choices ?? []
    const { message, finish_reason } = choice ?? {}
    if (message?.reasoning_content) yield { type: 'reasoning', text: message.reasoning_content }
    if (message?.content) {
      said ||= message.content.trim() !== ''
      yield { type: 'text', text: message.content }
    }
    if (finish_reason && finish_reason !== 'null') reason = finish_reason
  }
  if (reason === '') throw streamCut(vendor)
  const failure = failureOfEnding(vendor, { reason, said, calledTools: false })
  if (failure !== undefined) throw failure
  yield { type: 'finish', reason, ...(counted === undefined ? {} : { usage: counted }) }
}
