import { type ChatMessage, type Client, chatStream, collectChat, type ToolCall } from '@sensorium/provider'
import { z } from 'zod'
import type { Execute } from './execute.ts'
import { count, type Draft, type Phase } from './solution.ts'

export interface Rounds {
  /** Answers of the model in one task. */
  readonly rounds: number
  /** Tokens of all of them. */
  readonly tokens: number
}

const CALLS_A_ROUND = 4

const system = [
  'Solve the task by computing with run_python: a Python session that keeps its variables between calls, without network.',
  'Print what you need to see. When the result is there, answer in words, with the numbers.',
].join(' ')

const tool = {
  type: 'function',
  function: {
    name: 'run_python',
    description: 'Runs Python and returns what it printed and the value of its last expression.',
    parameters: { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] },
  },
} as const

const parameters = z.object({ code: z.string().min(1).max(200_000) })

function codeOf(call: ToolCall): string | undefined {
  try {
    return call.name === tool.function.name ? parameters.safeParse(JSON.parse(call.arguments)).data?.code : undefined
  } catch {
    return undefined
  }
}

/** The vendor's model thinks and our sandbox runs its code, round by round, until it answers or a limit is met. */
export async function solveLocally(
  client: Client,
  { model, task, limits, execute }: { model: string; task: string; limits: Rounds; execute: Execute },
  draft: Draft,
  phase: (phase: Phase) => void,
  signal: AbortSignal,
): Promise<void> {
  const messages: ChatMessage[] = [
    { role: 'system', content: system },
    { role: 'user', content: task },
  ]
  for (let round = 0; round < limits.rounds; round += 1) {
    phase(round === 0 ? 'thinking' : 'integration')
    const request = { model, messages, tools: [tool] }
    const answer = await collectChat(client.stream(chatStream, request, { signal }), (delta) => {
      if (delta.type === 'tool_call') phase('code')
    })
    count(draft, answer.usage)
    if (answer.text !== '') draft.answer = answer.text
    if (answer.toolCalls.length === 0) {
      phase('answer')
      draft.ended = answer.finishReason === 'length' ? 'cut_short' : 'answered'
      return
    }
    const calls = answer.toolCalls.slice(0, CALLS_A_ROUND)
    const named = calls.map(({ id, name, arguments: text }) => ({
      id,
      type: 'function' as const,
      function: { name, arguments: text },
    }))
    messages.push({ role: 'assistant', content: answer.text || null, tool_calls: named })
    for (const call of calls) {
      const code = codeOf(call)
      phase('execution')
      const content = code === undefined ? 'Call run_python with {"code": "..."}.' : await execute(code, draft, signal)
      messages.push({ role: 'tool', tool_call_id: call.id, content })
    }
    if (draft.inputTokens + draft.outputTokens > limits.tokens) {
      draft.ended = 'too_many_tokens'
      return
    }
  }
  draft.ended = 'too_many_rounds'
}
