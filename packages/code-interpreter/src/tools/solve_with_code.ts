import { defineTool, ToolError } from '@sensorium/kit'
import { z } from 'zod'
import type { CodeDeps } from '../deps.ts'
import { vendorNames } from '../engine/solve/names.ts'
import { incoming } from '../files.ts'
import { solutionOutput, solutionReport } from '../solution-report.ts'

const input = z.object({
  task: z.string().min(1).max(100_000).describe('What to compute or find out, with all that is needed to know.'),
  files: z
    .record(z.string(), z.string())
    .optional()
    .describe('Files the code may read, with sandbox local: name → text, or a data:...;base64, URL.'),
  vendor: z.enum(vendorNames).optional().describe('Whose model solves it; by default the first that is set.'),
  model: z.string().max(200).optional().describe('Model of that vendor, instead of the one that is set.'),
  sandbox: z
    .enum(['local', 'auto', 'none'])
    .optional()
    .describe(
      'local: the code runs on this machine in the sandbox of run_code (default). auto: at the vendor. none: you run it.',
    ),
  timeout: z.number().int().min(10).max(900).default(300).describe('Seconds for the whole task.'),
})

export const solveWithCode = defineTool<typeof input, typeof solutionOutput, CodeDeps>({
  name: 'solve_with_code',
  title: 'Solve a task by code',
  description: [
    'Has a vendor’s model solve a task by writing and running Python, and returns the answer with every piece of code and its output.',
    'Use it for a calculation or analysis that should be done as a whole by another model; to run code of your own use run_code.',
    'With sandbox none it stops at each piece of code: run it yourself and continue with submit_code_result.',
  ].join(' '),
  input,
  output: solutionOutput,
  response: 'text',
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  timeoutMs: ({ timeout }) => timeout * 1_000 + 20_000,
  examples: [{ title: 'Exact arithmetic', input: { task: 'What is 123 to the power of 21, exactly?' } }],
  async handler({ task, files = {}, vendor, model, sandbox, timeout }, { deps, signal, caller, progress }) {
    const given = incoming(files)
    if (given.length > 0 && sandbox !== undefined && sandbox !== 'local') {
      throw new ToolError('invalid_input', 'Files only go to code that runs on this machine: use sandbox local.')
    }
    let step = 0
    const phase = (name: string) => {
      step += 1
      progress(step, undefined, name)
    }
    const within = AbortSignal.any([signal, AbortSignal.timeout(timeout * 1_000)])
    const { solver } = await deps.engine()
    return solver.solve({ task, files: given, vendor, model, sandbox, caller }, phase, within)
  },
  render: solutionReport,
})
