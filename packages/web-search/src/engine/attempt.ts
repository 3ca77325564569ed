import type { ProviderError } from '@sensorium/provider'
import type { EngineAnswer } from './engine.ts'

/** How one engine fared. */
export type Attempt =
  | { readonly engine: string; readonly ok: true; readonly answer: EngineAnswer }
  | { readonly engine: string; readonly ok: false; readonly error: ProviderError }

export function hasResults(attempt: Attempt): boolean {
  return attempt.ok && attempt.answer.results.length > 0
}

/** Why an attempt failed, beginning with the engine's name. */
export function reasonOf({ error }: Extract<Attempt, { ok: false }>): string {
  return error.message.replace(/^all failed: /, '')
}
