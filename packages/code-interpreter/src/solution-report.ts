import { type ContentBlock, image, text } from '@sensorium/kit'
import { z } from 'zod'
import { fenced, printable } from './printable.ts'

const picture = z.object({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array), mimeType: z.string() })

/** What a solution gives back, whole or as far as it came. */
export const solutionOutput = z.object({
  answer: z.string(),
  runs: z.array(z.object({ code: z.string(), output: z.string(), pictures: z.array(picture) })),
  ended: z.enum(['answered', 'needs_result', 'too_many_rounds', 'too_many_tokens', 'cut_short', 'failed']),
  failure: z.string().optional(),
  /** How to go on, with `needs_result`. */
  handle: z.string().optional(),
  vendor: z.string(),
  model: z.string(),
  sandbox: z.string(),
  /** Why another sandbox ran than was asked for first. */
  moved: z.string().optional(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  chars: z.number(),
})

export type Solution = z.output<typeof solutionOutput>

const endings: Readonly<Record<Solution['ended'], string | undefined>> = {
  answered: undefined,
  needs_result: 'Run the last piece of code and send what it gives by submit_code_result with this handle: ',
  too_many_rounds: 'Stopped: the model had not answered after all allowed rounds. What it ran so far:',
  too_many_tokens: 'Stopped: the allowed tokens were used up. What was run so far:',
  cut_short: 'The answer was cut at the model’s length limit.',
  failed: 'Not finished: ',
}

function shorten(value: string, chars: number): string {
  return value.length <= chars ? value : `${value.slice(0, chars)}\n… [${value.length - chars} characters cut]`
}

/** Answer first, then every run with its code and output, each within its share of the budget; pictures behind. */
export function solutionReport(solution: Solution): ContentBlock[] {
  const { runs, ended, handle = '', failure = '', vendor, model, sandbox } = solution
  const share = Math.max(
    400,
    Math.floor((solution.chars - Math.min(solution.answer.length, solution.chars / 2)) / Math.max(1, runs.length) / 2),
  )
  const pictures = runs.flatMap((run) => run.pictures.map(({ bytes, mimeType }) => image(bytes, mimeType)))
  const told = runs.map(({ code, output, pictures: drawn }, index) => {
    const shown = output.trim() === '' ? '' : `\n${fenced(shorten(printable(output), share))}`
    const seen = drawn.length > 0 ? `\n(${drawn.length} pictures below)` : ''
    return `run ${index + 1}:\n${fenced(shorten(printable(code), share), 'python')}${shown}${seen}`
  })
  const ending = endings[ended]
  const tokens = `${solution.inputTokens} + ${solution.outputTokens} tokens`
  const parts = [
    ending === undefined
      ? undefined
      : ending + (ended === 'needs_result' ? handle : ended === 'failed' ? printable(failure) : ''),
    shorten(printable(solution.answer), Math.floor(solution.chars / 2)) || undefined,
    ...told,
    solution.moved,
    `${vendor}, ${model}, code run ${sandbox}; ${runs.length} runs, ${tokens}`,
  ]
  return [text(parts.filter((part) => part !== undefined).join('\n\n')), ...pictures]
}
