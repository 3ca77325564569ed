import { defineTool, ToolError } from '@sensorium/kit'
import { z } from 'zod'
import type { CodeDeps } from '../deps.ts'
import { solutionOutput, solutionReport } from '../solution-report.ts'

const input = z.object({
  handle: z
    .string()
    .max(64)
    .describe('Handle from solve_with_code or from an earlier submit_code_result; each continues once.'),
  result: z.string().max(100_000).optional().describe('What running the code put out, as text.'),
  image: z
    .string()
    .max(8_000_000)
    .optional()
    .describe('A picture that the code drew: an https address or a data:image/png;base64, URL.'),
})

export const submitCodeResult = defineTool<typeof input, typeof solutionOutput, CodeDeps>({
  name: 'submit_code_result',
  title: 'Submit the result of code',
  description:
    'Sends back what the code of solve_with_code (sandbox none) gave when you ran it; returns the answer or the next code to run.',
  input,
  output: solutionOutput,
  response: 'text',
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  timeoutMs: 320_000,
  examples: [{ title: 'Text', input: { handle: 'HANDLE', result: '77269364466549865653073473388030061522211723' } }],
  async handler({ handle, result, image }, { deps, signal, caller, progress }) {
    if (result === undefined && image === undefined) {
      throw new ToolError('invalid_input', 'Give the result as text, the image, or both.')
    }
    if (image !== undefined && !/^(https?:\/\/|data:image\/(png|jpe?g);base64,)/.test(image)) {
      throw new ToolError('invalid_input', 'The image must be an http(s) address or a data URL of a PNG or JPEG.')
    }
    let step = 0
    const phase = (name: string) => {
      step += 1
      progress(step, undefined, name)
    }
    const sent = { ...(result === undefined ? {} : { text: result }), ...(image === undefined ? {} : { image }) }
    const { solver } = await deps.engine()
    return solver.submit({ handle, result: sent, caller }, phase, signal)
  },
  render: solutionReport,
})
