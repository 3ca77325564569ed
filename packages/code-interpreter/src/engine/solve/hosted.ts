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
import type { DashscopeProtocol, VendorName } from './names.ts'
import { type Draft, note, type Phase } from './solution.ts'

export const allToolsModel = 'glm-4-alltools'

const dashscopeEndpoints = {
  chat: dashscopeInterpreterChat,
  native: dashscopeGeneration,
  native_multimodal: dashscopeMultimodalGeneration,
} as const

/** What one hosted run is asked for. */
export interface Hosted {
  readonly name: VendorName
  readonly model: string
  readonly task: string
  readonly protocol: DashscopeProtocol
  /** Whether the model may also use the web, by DashScope's Responses. */
  readonly web: boolean
}

const later = /^qwen3\.(?:[7-9]|\d\d)-(?:max|plus)/

/** CONTRACTS 4; others answer with an error of the vendor that names no reason. */
const runsCode = (model: string, protocol: DashscopeProtocol): boolean =>
  later.test(model) || (protocol !== 'responses' && model.startsWith('qwen3-max-preview'))

function events(
  client: Client,
  { name, model, task, protocol, web }: Hosted,
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
  if (!runsCode(model, protocol)) {
    throw new ToolError('invalid_input', `${model} of DashScope cannot run code by ${protocol}.`, {
      hint: 'Use qwen3.7-plus, qwen3.7-max or later ones, or sandbox local.',
    })
  }
  const request = { model, messages: [{ role: 'user' as const, content: task }] }
  if (protocol === 'responses') return client.stream(dashscopeResponsesStream, { ...request, web }, { signal })
  return client.stream(dashscopeEndpoints[protocol], request, { signal })
}

/** Lets the vendor's own interpreter solve the task; the draft holds what came even when the call fails. */
export async function solveHosted(
  client: Client,
  hosted: Hosted,
  draft: Draft,
  phase: (phase: Phase) => void,
  signal: AbortSignal,
): Promise<void> {
  for await (const event of events(client, hosted, signal)) {
    const shown = note(draft, event)
    if (shown) phase(shown === 'answer' && draft.runs.length > 0 ? 'integration' : shown)
    if (event.type === 'finish') draft.ended = event.reason === 'length' ? 'cut_short' : 'answered'
  }
}
