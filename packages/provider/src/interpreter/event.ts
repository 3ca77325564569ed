import type { Usage } from '../chat/usage.ts'

/** What one run of code gave. */
export interface RunOutput {
  readonly logs?: string
  /** Address of a file that the code wrote. */
  readonly file?: string
  readonly error?: string
}

/** What a hosted interpreter does, in the same words for every protocol; `finish` comes once and last. */
export type InterpreterEvent =
  | { readonly type: 'reasoning'; readonly text: string }
  /** More of the code of a run; runs are counted from 0. `id` is what a result must be sent back under. */
  | { readonly type: 'code'; readonly run: number; readonly code: string; readonly id?: string }
  | ({ readonly type: 'output'; readonly run: number } & RunOutput)
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'finish'
      /** `stop`, `length`, or `requires_action` when the caller is to run the code. */
      readonly reason: string
      readonly model?: string
      readonly usage?: Usage
    }

export interface Run {
  readonly id?: string
  readonly code: string
  readonly outputs: readonly RunOutput[]
}

/** A whole calculation. */
export interface InterpreterAnswer {
  readonly text: string
  readonly reasoning: string
  readonly runs: readonly Run[]
  readonly finishReason: string
  readonly model?: string
  readonly usage?: Usage
}

/** Gathers events into an answer; `onEvent` sees each as it comes, for progress. */
export async function collectRuns(
  events: AsyncIterable<InterpreterEvent>,
  onEvent?: (event: InterpreterEvent) => void,
): Promise<InterpreterAnswer> {
  let text = ''
  let reasoning = ''
  let finish: Extract<InterpreterEvent, { type: 'finish' }> | undefined
  const runs: { id?: string; code: string; outputs: RunOutput[] }[] = []
  const at = (run: number): { id?: string; code: string; outputs: RunOutput[] } => {
    runs[run] ??= { code: '', outputs: [] }
    return runs[run]
  }
  for await (const event of events) {
    onEvent?.(event)
    switch (event.type) {
      case 'reasoning':
        reasoning += event.text
        break
      case 'text':
        text += event.text
        break
      case 'code': {
        const run = at(event.run)
        run.code += event.code
        if (event.id !== undefined) run.id = event.id
        break
      }
      case 'output': {
        const { type: _type, run, ...output } = event
        at(run).outputs.push(output)
        break
      }
      case 'finish':
        finish = event
    }
  }
  return {
    text,
    reasoning,
    runs,
    finishReason: finish?.reason ?? 'stop',
    ...(finish?.model === undefined ? {} : { model: finish.model }),
    ...(finish?.usage === undefined ? {} : { usage: finish.usage }),
  }
}
