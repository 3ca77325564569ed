import { defineTool, ToolError } from '@sensorium/kit'
import { z } from 'zod'
import type { CodeDeps } from '../deps.ts'
import { outcome } from '../engine/outcome.ts'
import { incoming, LIMITS } from '../files.ts'
import { report } from '../report.ts'

const input = z.object({
  code: z
    .string()
    .min(1)
    .max(200_000)
    .describe('Python source. The value of the last expression is returned, as in a notebook; print() works too.'),
  session_id: z
    .string()
    .max(64)
    .optional()
    .describe(
      'Session to go on with, from an earlier result: its variables, imports and files are kept. Leave out for a new one.',
    ),
  timeout: z.number().int().min(1).max(600).default(60).describe('Seconds the code may run.'),
  files: z
    .record(z.string(), z.string())
    .optional()
    .describe(
      'Files to write first: name → text, or a data:...;base64, URL for bytes. They lie in the working folder.',
    ),
  return_files: z
    .array(z.string())
    .max(16)
    .optional()
    .describe('Files of the session to send back afterwards: pictures as images, text as text.'),
})

const output = z.object({
  session: z.string(),
  opened: z.boolean(),
  restarted: z.boolean(),
  outcome,
  backend: z.object({ name: z.string(), about: z.string(), limits: z.array(z.string()) }),
  timeout: z.number(),
  chars: z.number(),
})

/** Milliseconds for opening a session and for the end of code that resists, beyond the code's own time. */
const MARGIN_MS = 45_000
const BEAT_MS = 1_000

/** Tells the client every second that the code still runs, since clients give up on silence. */
function beat(progress: (done: number, total?: number, message?: string) => void, seconds: number): Disposable {
  let passed = 0
  const timer = setInterval(() => {
    passed += BEAT_MS / 1_000
    progress(Math.min(passed, seconds), seconds, `running, ${passed} s of at most ${seconds} s`)
  }, BEAT_MS)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}

export const runCode = defineTool<typeof input, typeof output, CodeDeps>({
  name: 'run_code',
  title: 'Run Python code',
  description: [
    'Runs Python in a sandbox and returns the value of the last expression, what was printed, charts and errors.',
    'Use it to compute, to analyse data, to draw charts, to check an algorithm or a regular expression: whenever the answer',
    'should be calculated and not guessed. Variables, imports and files stay for later calls with the same session_id.',
    'matplotlib figures and PIL images come back as pictures, pandas tables as Markdown.',
    'There is no network and packages cannot be installed; do not use it to read or change files of the user’s project.',
  ].join(' '),
  input,
  output,
  response: 'text',
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  timeoutMs: ({ timeout }) => timeout * 1_000 + MARGIN_MS,
  examples: [
    { title: 'Compute', input: { code: '123**21' } },
    {
      title: 'Draw a chart',
      input: { code: 'import matplotlib.pyplot as plt\nplt.bar(list("abcde"), [100, 200, 300, 400, 500])\nplt.show()' },
    },
    {
      title: 'Read a file that is sent along',
      input: {
        code: 'import pandas as pd\npd.read_csv("sales.csv").describe()',
        files: { 'sales.csv': 'day,sum\n1,10\n2,12\n' },
      },
    },
  ],
  async handler({ code, session_id, timeout, files, return_files = [] }, { deps, signal, caller, progress }) {
    if (return_files.some((path) => path.length > LIMITS.path)) {
      throw new ToolError('invalid_input', `A name in return_files is longer than ${LIMITS.path} characters.`)
    }
    using _ = beat(progress, timeout)
    const cell = {
      code,
      timeoutMs: timeout * 1_000,
      chars: Math.max(1_000, caller.resultChars - 1_500),
      files: incoming(files ?? {}),
      take: return_files,
    }
    const request = { owner: caller.principal, local: caller.local, session: session_id, cell }
    const { sessions } = await deps.engine()
    const { backend, ...ran } = await sessions.run(request, signal)
    const { name, about, limits } = backend
    return { ...ran, backend: { name, about, limits: [...limits] }, timeout, chars: cell.chars }
  },
  render: report,
})

export type RunCodeOutput = z.output<typeof output>
