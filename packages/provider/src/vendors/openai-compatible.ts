import type { ChatRequest } from '../chat/request.ts'
import type { CodeTable } from '../failure.ts'
import type { Vendor } from '../vendor.ts'
import { bearer } from './bearer.ts'

/** Codes and types that servers of OpenAI's protocol share. */
export const openaiCodes: CodeTable = {
  invalid_api_key: { kind: 'authentication', say: 'Check the API key' },
  authentication_error: { kind: 'authentication' },
  permission_denied: { kind: 'authentication' },
  insufficient_quota: { kind: 'account', say: 'Add credit, or use another key' },
  billing_hard_limit_reached: { kind: 'account' },
  billing_not_active: { kind: 'account' },
  rate_limit_exceeded: { kind: 'rate' },
  rate_limit_error: { kind: 'rate' },
  requests: { kind: 'rate' },
  tokens: { kind: 'rate' },
  content_filter: { kind: 'content_policy' },
  content_policy_violation: { kind: 'content_policy' },
  context_length_exceeded: { kind: 'parameters', say: 'Shorten the input' },
  exceed_context_size_error: { kind: 'parameters', say: 'Shorten the input, or give the server a larger context' },
  invalid_request_error: { kind: 'parameters' },
  model_not_found: { kind: 'parameters', say: 'Check the model name' },
  not_found_error: { kind: 'parameters' },
  server_error: { kind: 'server' },
  unavailable_error: { kind: 'server', say: 'The model is still loading' },
  overloaded_error: { kind: 'server' },
}

function chatBody({ thinking, extra, ...request }: ChatRequest, stream: boolean): Record<string, unknown> {
  return {
    ...request,
    // What vLLM and llama.cpp document; there is no common field, and reasoning models reason by default.
    ...(thinking === false ? { chat_template_kwargs: { enable_thinking: false } } : {}),
    ...(stream ? { stream, stream_options: { include_usage: true } } : {}),
    ...extra,
  }
}

/**
 * Any server of OpenAI's Chat Completions: Ollama (`http://localhost:11434/v1`), vLLM, llama.cpp.
 * `name` is what errors call it.
 */
export function openaiCompatible(name: string, baseUrl: string): Vendor {
  return { name, title: name, baseUrl, headers: bearer, codes: () => openaiCodes, chatBody }
}
