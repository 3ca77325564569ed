import { defineToolset, type HasStatus } from '@sensorium/kit'
import packageJson from '../package.json' with { type: 'json' }
import { config } from './config.ts'
import type { CodeDeps } from './deps.ts'
import type { Engine } from './engine/open.ts'
import { statusOf } from './status.ts'
import { runCode } from './tools/run_code.ts'
import { solveWithCode } from './tools/solve_with_code.ts'
import { submitCodeResult } from './tools/submit_code_result.ts'

/** The code interpreter as a value: its tools, its configuration and how to open it. */
export const toolset = defineToolset<typeof config, CodeDeps & HasStatus>({
  name: 'code-interpreter',
  title: 'Code interpreter',
  version: packageJson.version,
  paths: ['code_interpreter'],
  instructions: [
    'run_code runs Python in a sandbox on the user’s machine: no network, no access to the user’s files.',
    'Calculate with it instead of guessing. Results name a session_id: pass it to go on with the same variables and files.',
  ].join(' '),
  config,
  tools: [runCode, solveWithCode, submitCodeResult],
  open: async (settings, scope) => {
    let engine: Promise<Engine> | undefined
    let opened: Engine | undefined
    return {
      engine: async () => {
        engine ??= import('./engine/open.ts').then(({ openEngine }) => openEngine(settings, scope))
        opened = await engine
        return opened
      },
      status: () => statusOf(settings, opened?.sessions),
    }
  },
  status: (deps) => deps.status(),
})
