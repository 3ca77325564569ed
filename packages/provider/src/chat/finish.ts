import { ProviderError } from '../errors.ts'

/** What an answer amounted to when its finish reason came. */
export interface Ending {
  readonly reason: string
  readonly said: boolean
  readonly calledTools: boolean
}

/** The failure that a finish reason stands for (CONTRACTS 2), or that an answer without anything in it is. */
export function failureOfEnding(vendor: string, { reason, said, calledTools }: Ending): ProviderError | undefined {
  const fail = (kind: 'content_policy' | 'server' | 'parameters' | 'malformed', words: string, field?: string) =>
    new ProviderError(kind, vendor, words, {
      code: reason,
      field,
      retryable: kind === 'server' || kind === 'malformed',
    })
  switch (reason) {
    case 'sensitive':
    case 'content_filter':
      return fail('content_policy', "the vendor's content policy stopped the answer")
    case 'network_error':
    case 'error':
      return fail('server', `the model failed while answering (finish reason ${reason})`)
    case 'model_context_window_exceeded':
      return fail('parameters', "the conversation is longer than the model's context window", 'messages')
  }
  if (said || calledTools) return undefined
  if (reason === 'length') {
    const words = 'reasoning used up the whole token budget and no answer came; raise max_tokens or reason less'
    return fail('parameters', words, 'max_tokens')
  }
  return fail('malformed', `the model gave an empty answer (finish reason ${reason})`)
}
