import { type AllToolsRequest, allTools, type Client, collectRuns } from '@sensorium/provider'
import type { Execute } from './execute.ts'
import { allToolsModel } from './hosted.ts'
import type { Rounds } from './local.ts'
import { count, type Draft, type Phase, runAt } from './solution.ts'

type Message = AllToolsRequest['messages'][number]

/** What GLM-4-AllTools waits for: the result of a piece of code, sent back under its id. */
export interface Wanted {
  readonly id: string
  readonly code: string
}

/** One answer of GLM-4-AllTools with sandbox `none`: the code it wants run, or undefined when it has answered. */
export async function ask(
  client: Client,
  messages: readonly Message[],
  draft: Draft,
  phase: (phase: Phase) => void,
  signal: AbortSignal,
): Promise<Wanted | undefined> {
  draft.base = draft.runs.length
  const request = { model: allToolsModel, sandbox: 'none' as const, messages: [...messages] }
  let text = ''
  const answer = await collectRuns(client.stream(allTools, request, { signal }), (event) => {
    if (event.type === 'code') {
      runAt(draft, event.run).code += event.code
      phase('code')
    }
    if (event.type === 'text') {
      text += event.text
      draft.answer = text
    }
  })
  count(draft, answer.usage)
  const run = answer.runs.at(-1)
  if (answer.finishReason === 'requires_action' && run) {
    draft.ended = 'needs_result'
    return { id: run.id ?? 'call', code: run.code }
  }
  draft.ended = answer.finishReason === 'length' ? 'cut_short' : 'answered'
  return undefined
}

/** The messages that carry a result back (CONTRACTS 3). */
export function resultMessages({ id, code }: Wanted, result: { text?: string; image?: string }): Message[] {
  return [
    { role: 'assistant', id, code },
    { role: 'tool', id, ...result },
  ]
}

/** GLM-4-AllTools writes the code and our sandbox runs it, until it answers or a limit is met. */
export async function solveAllToolsLocally(
  client: Client,
  { task, limits, execute }: { task: string; limits: Rounds; execute: Execute },
  draft: Draft,
  phase: (phase: Phase) => void,
  signal: AbortSignal,
): Promise<void> {
  const messages: Message[] = [{ role: 'user', text: task }]
  for (let round = 0; round < limits.rounds; round += 1) {
    phase(round === 0 ? 'thinking' : 'integration')
    const wanted = await ask(client, messages, draft, phase, signal)
    if (!wanted) return
    phase('execution')
    // The code stands in the draft as the vendor streamed it; running it notes it again with its output.
    draft.runs.pop()
    messages.push(...resultMessages(wanted, { text: await execute(wanted.code, draft, signal) }))
    if (draft.inputTokens + draft.outputTokens > limits.tokens) {
      draft.ended = 'too_many_tokens'
      return
    }
  }
  draft.ended = 'too_many_rounds'
}
