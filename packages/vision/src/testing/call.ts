import type { Call } from '../engine/call.ts'

/** The context of a call by the user of this machine. */
export function call(over: Partial<Call> = {}): Call {
  return {
    signal: new AbortController().signal,
    progress: () => {},
    caller: { principal: 'local', local: true, resultChars: 20_000 },
    ...over,
  }
}
