import { ToolError } from '@sensorium/kit'
import {
  allTools,
  type Client,
  dashscopeGeneration,
  dashscopeInterpreterChat,
  dashscopeMultimodalGeneration,
  dashscopeResponsesStream,
  type InterpreterEvent,
} from '@sensorium/provider'
import { type Draft, note, type Phase } from './solution.ts'
import type { VendorName } from './vendors.ts'

/** How DashScope is asked: only `responses` shows both code and outputs (CONTRACTS 4). */
export const dashscopeProtocols = ['responses', 'chat', 'native', 'native_multimodal'] as const
export type DashscopeProtocol = (typeof dashscopeProtocols)[number]

export const allToolsModel = 'glm-4-alltools'

const dashscopeEndpoints = {
  responses: dashscopeResponsesStream,
  chat: dashscopeInterpreterChat,
  native: dashscopeGeneration,
  native_multimodal: dashscopeMultimodalGeneration,
} as const

/** CONTRACTS 4; others answer with an error of the vendor that names no reason. */
const dashscopeModels = /^qwen3(?:-max-preview|\.(?:[7-9]|\d\d)-(?:max|plus))/

function events(
  client: Client,
  name: VendorName,
  model: string,
  task: string,
  protocol: DashscopeProtocol,
  signal: AbortSignal,
): AsyncIterable<InterpreterEvent> {
  if (name === 'zai' || name === 'bigmodel') {
    const request = {
      model: allToolsModel,
      sandbox: 'auto' as const,
      messages: [{ role: 'user' as const, text: task }],
    }
    return client.stream(allTools, request, { signal })
  }
  if (name !== 'dashscope') {
    throw new ToolError('invalid_input', 'A local model has no interpreter of its own; use sandbox local.')
  }
  if (!dashscopeModels.test(model)) {
    throw new ToolError('invalid_input', `${model} of DashScope cannot run code.`, {
      hint: 'Use qwen3.7-plus, qwen3.7-max or later ones, or sandbox local.',
    })
  }
  return client.stream(dashscopeEndpoints[protocol], { model, messages: [{ role: 'user', content: task }] }, { signal })
}

/** Lets the vendor's own interpreter solve the task; the draft holds what came even when the call fails. */
export async function solveHosted(
  client: Client,
  { name, model, task, protocol }: { name: VendorName; model: string; task: string; protocol: DashscopeProtocol },
  draft: Draft,
  phase: (phase: Phase) => void,
  signal: AbortSignal,
): Promise<void> {
  for await (const event of events(client, name, model, task, protocol, signal)) {
    const shown = note(draft, event)
    if (shown) phase(shown === 'answer' && draft.runs.length > 0 ? 'integration' : shown)
    if (event.type === 'finish') draft.ended = event.reason === 'length' ? 'cut_short' : 'answered'
  }
}
