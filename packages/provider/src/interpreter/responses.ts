import { z } from 'zod'
import { usage } from '../chat/usage.ts'
import { ProviderError } from '../errors.ts'
import { type JsonEvent, streamCut } from '../events.ts'
import type { InterpreterEvent } from './event.ts'

const item = z.lazy(() =>
  z.object({
    type: z.string(),
    code: z.string().nullish(),
    outputs: z.array(z.object({ logs: z.string().nullish(), url: z.string().nullish() })).nullish(),
    summary: z.array(z.object({ text: z.string().nullish() })).nullish(),
    content: z.array(z.object({ text: z.string().nullish() })).nullish(),
  }),
)

const response = z.lazy(() =>
  z.object({
    model: z.string().nullish(),
    status: z.string().nullish(),
    incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
    output: z.array(item).nullish(),
    usage: usage.nullish(),
  }),
)

const streamed = z.lazy(() =>
  z.object({
    type: z.string(),
    delta: z.string().nullish(),
    item: item.nullish(),
    response: response.nullish(),
  }),
)

type Item = z.output<typeof item>

/** Decodes the events of a streamed Responses call (CONTRACTS 4), or its whole answer as the only event. */
export async function* responsesEvents(
  events: AsyncIterable<JsonEvent>,
  vendor: string,
): AsyncGenerator<InterpreterEvent, void, void> {
  let runs = 0
  let told = false
  for await (const { data } of events) {
    const parsed = streamed.safeParse(data)
    const whole = parsed.success ? parsed.data.response : response.safeParse(data).data
    const type = parsed.success ? parsed.data.type : 'response.whole'
    const delta = parsed.data?.delta ?? ''
    if (type === 'response.reasoning_summary_text.delta' && delta !== '') yield { type: 'reasoning', text: delta }
    if (type === 'response.output_text.delta' && delta !== '') {
      told = true
      yield { type: 'text', text: delta }
    }
    if (type === 'response.output_item.done' && parsed.data?.item?.type === 'code_interpreter_call') {
      yield* runEvents(parsed.data.item, runs)
      runs += 1
    }
    if (whole == null || !isLast(type)) continue
    if (whole.status === 'failed') throw new ProviderError('server', vendor, 'the calculation failed, no reason given')
    if (type === 'response.whole') yield* wholeEvents(whole.output ?? [])
    const reason = whole.incomplete_details?.reason === 'max_output_tokens' ? 'length' : 'stop'
    const answered = told || (type === 'response.whole' && textOf(whole.output ?? []) !== '')
    if (!answered) throw new ProviderError('malformed', vendor, 'the model gave an empty answer', { code: reason })
    yield {
      type: 'finish',
      reason,
      ...(whole.model ? { model: whole.model } : {}),
      ...(whole.usage ? { usage: whole.usage } : {}),
    }
    return
  }
  throw streamCut(vendor)
}

function isLast(type: string): boolean {
  return /^response\.(completed|failed|incomplete|whole)$/.test(type)
}

function* runEvents({ code, outputs }: Item, run: number): Generator<InterpreterEvent, void, void> {
  yield { type: 'code', run, code: code ?? '' }
  for (const { logs, url } of outputs ?? []) {
    yield { type: 'output', run, ...(logs ? { logs } : {}), ...(url ? { file: url } : {}) }
  }
}

function* wholeEvents(output: readonly Item[]): Generator<InterpreterEvent, void, void> {
  let runs = 0
  for (const one of output) {
    if (one.type === 'code_interpreter_call') {
      yield* runEvents(one, runs)
      runs += 1
    }
    for (const { text } of one.type === 'reasoning' ? (one.summary ?? []) : []) {
      if (text) yield { type: 'reasoning', text }
    }
  }
  const text = textOf(output)
  if (text !== '') yield { type: 'text', text }
}

function textOf(output: readonly Item[]): string {
  const messages = output.filter(({ type }) => type === 'message')
  return messages.flatMap(({ content }) => (content ?? []).map(({ text }) => text ?? '')).join('')
}
