import type { InterpreterEvent, Usage } from '@sensorium/provider'

/** A picture that a run drew. */
export interface Picture {
  readonly bytes: Uint8Array
  readonly mimeType: string
}

/** One piece of code that was run, with what it gave. */
export interface SolvedRun {
  code: string
  output: string
  readonly pictures: Picture[]
  /** Addresses of files at the vendor, not yet fetched. */
  readonly links: string[]
}

/** Why a solution ended. All but `answered` and `needs_result` keep what there was until then. */
export type SolutionEnd = 'answered' | 'needs_result' | 'too_many_rounds' | 'too_many_tokens' | 'cut_short' | 'failed'

/** A task's solution while it comes into being: what is lost of a call is never more than what is missing here. */
export interface Draft {
  answer: string
  readonly runs: SolvedRun[]
  /** Runs of earlier rounds, before which a vendor's counting from 0 starts. */
  base: number
  inputTokens: number
  outputTokens: number
  ended: SolutionEnd
  /** What failed, where it ended so. */
  failure: string | undefined
}

export type Phase = 'thinking' | 'code' | 'execution' | 'integration' | 'answer'

export const emptyDraft = (): Draft => ({
  answer: '',
  runs: [],
  base: 0,
  inputTokens: 0,
  outputTokens: 0,
  ended: 'failed',
  failure: undefined,
})

/** The run a vendor counts as `index` within the current round. */
export function runAt(draft: Draft, index: number): SolvedRun {
  const at = draft.base + index
  while (draft.runs.length <= at) draft.runs.push({ code: '', output: '', pictures: [], links: [] })
  const run = draft.runs[at]
  if (!run) throw new RangeError('a run below zero')
  return run
}

export function count(draft: Draft, usage: Usage | undefined): void {
  draft.inputTokens += usage?.inputTokens ?? 0
  draft.outputTokens += usage?.outputTokens ?? 0
}

const phases: Readonly<Record<InterpreterEvent['type'], Phase | undefined>> = {
  reasoning: 'thinking',
  code: 'code',
  output: 'execution',
  text: 'answer',
  finish: undefined,
}

/** Writes an event of a hosted interpreter into the draft; returns the phase it shows. */
export function note(draft: Draft, event: InterpreterEvent): Phase | undefined {
  if (event.type === 'text') draft.answer += event.text
  else if (event.type === 'code') runAt(draft, event.run).code += event.code
  else if (event.type === 'output') {
    const run = runAt(draft, event.run)
    run.output += [event.logs, event.error].filter((part) => part !== undefined).join('\n')
    if (event.file !== undefined) run.links.push(event.file)
  } else if (event.type === 'finish') count(draft, event.usage)
  return phases[event.type]
}
