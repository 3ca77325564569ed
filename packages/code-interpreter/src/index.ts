import { defineToolset, settings } from '@sensorium/kit'
import { z } from 'zod'
import { backendNames } from './engine/backend.ts'
import { type Choice, chooseBackend, inspectBackends } from './engine/choose.ts'
import { limitsOf } from './engine/limits.ts'
import { unprivileged } from './engine/machine.ts'
import { createSessions } from './engine/sessions.ts'
import { type RunCodeDeps, runCode } from './tools/run_code.ts'

const config = z.object({
  codeBackend: z
    .enum(['auto', ...backendNames])
    .default('auto')
    .describe('Where code runs; auto takes the strongest sandbox that works on this machine.'),
  codePython: z
    .string()
    .optional()
    .describe('Python to run; by default the one on the path with most scientific packages.'),
  codePath: z
    .string()
    .default('/usr/local/bin:/usr/bin:/bin')
    .describe('Folders searched for Python, bwrap, runsc and deno.')
    .register(settings, { env: ['PATH'] }),
  codeMemoryMb: z.number().int().min(64).max(1_048_576).default(1_024).describe('Memory of a session, MiB.'),
  codeDiskMb: z.number().int().min(8).max(65_536).default(256).describe('Files of a session, MiB.'),
  codeProcesses: z.number().int().min(4).max(4_096).default(64).describe('Processes and threads of a session.'),
  codeSessions: z.number().int().min(1).max(1_000).default(32).describe('Sessions open at one time, of all callers.'),
  codeSessionsPerCaller: z
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(8)
    .describe('Sessions of one caller; a further one closes the longest unused.'),
  codeIdleMinutes: z
    .number()
    .min(0.1)
    .max(1_440)
    .default(15)
    .describe('Minutes after which an unused session is closed.'),
  codeWarm: z
    .number()
    .int()
    .min(0)
    .max(16)
    .default(1)
    .describe('Interpreters kept ready with packages imported, about 90 MB each.'),
  codeFolder: z
    .string()
    .optional()
    .describe('Folder of this machine shown to code as /data; only to the user of this machine (stdio).'),
  codeFolderWritable: z.boolean().default(false).describe('Whether code may change the files in codeFolder.'),
  jupyterUrl: z.url().optional().describe('Jupyter server or gateway that runs the code instead of this machine.'),
  jupyterToken: z
    .string()
    .optional()
    .describe('Token of that Jupyter server.')
    .register(settings, { env: ['JUPYTER_TOKEN'], secret: true }),
  dangerouslyRunWithoutSandbox: z
    .boolean()
    .default(false)
    .describe('Lets code run with nothing around it where no sandbox works; refused over HTTP.'),
})

type Config = z.output<typeof config>

function choice(settings: Config): Choice {
  const { codeFolder: path, codeFolderWritable: writable, jupyterUrl: url, jupyterToken: token } = settings
  return {
    machine: {
      limits: limitsOf(settings.codeMemoryMb, settings.codeDiskMb, settings.codeProcesses),
      python: settings.codePython,
      path: settings.codePath,
      share: path === undefined ? undefined : { path, writable },
      uid: unprivileged(),
    },
    wanted: settings.codeBackend,
    jupyter: url === undefined ? undefined : { url, token },
    withoutSandbox: settings.dangerouslyRunWithoutSandbox,
  }
}

/** The code interpreter as a value: its tools, its configuration and how to open it. */
export const codeInterpreter = defineToolset<typeof config, RunCodeDeps>({
  name: 'code-interpreter',
  title: 'Code interpreter',
  version: '0.1.0',
  paths: ['code_interpreter'],
  instructions: [
    'run_code runs Python in a sandbox on the user’s machine: no network, no access to the user’s files.',
    'Calculate with it instead of guessing. Results name a session_id: pass it to go on with the same variables and files.',
  ].join(' '),
  config,
  tools: [runCode],
  async open(settings, scope) {
    const sessions = createSessions(() => chooseBackend(choice(settings)), {
      perOwner: settings.codeSessionsPerCaller,
      total: settings.codeSessions,
      idleMs: settings.codeIdleMinutes * 60_000,
      warm: settings.codeWarm,
    })
    scope.defer(() => sessions.close())
    return { sessions }
  },
})

/** What each backend says of this machine, for `sensorium doctor`: tries them all and leaves nothing open. */
export const doctor = (settings: Config) => inspectBackends(choice(settings))
