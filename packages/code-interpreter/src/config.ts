import { networkSettings, settings } from '@sensorium/kit'
import { baseUrl, dashscopeSettings, glmSettings, secret } from '@sensorium/vendors'
import { z } from 'zod'
import { backendNames } from './engine/backend.ts'
import { dashscopeProtocols } from './engine/solve/names.ts'

/** Settings of the code interpreter; those of vendors are shared with the other servers by name. */
export const config = z.object({
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
  codeCacheHome: z
    .string()
    .optional()
    .describe('Folder for caches, in which the list of fonts for charts is kept; ~/.cache by default.')
    .register(settings, { env: ['XDG_CACHE_HOME'] }),
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
  ...glmSettings,
  codeGlmModel: z
    .string()
    .min(1)
    .default('glm-4.6')
    .describe('Model of Z.AI and BigModel that writes code for sandbox local.'),
  ...dashscopeSettings,
  codeDashscopeModel: z.string().min(1).default('qwen3.7-plus').describe('Model of DashScope for solve_with_code.'),
  codeDashscopeProtocol: z
    .enum(dashscopeProtocols)
    .default('responses')
    .describe('How DashScope is asked; only responses shows code with its outputs.'),
  codeDashscopeWeb: z
    .boolean()
    .default(true)
    .describe('Whether DashScope’s model may also search and read the web (responses only).'),
  codeModelUrl: baseUrl().describe(
    'OpenAI-compatible server (Ollama, vLLM, llama.cpp) whose model writes code; asked first.',
  ),
  codeModel: z.string().min(1).default('default').describe('Model of that server.'),
  codeModelKey: secret('Key of that server, if it wants one.'),
  codeSolveRounds: z.number().int().min(1).max(50).default(8).describe('Answers of the model in one task.'),
  codeSolveTokens: z.number().int().min(1_000).max(10_000_000).default(200_000).describe('Tokens of one task.'),
  codeSolveFallback: z
    .boolean()
    .default(false)
    .describe('Whether a failed sandbox, local or at the vendor, is followed by the other.'),
  codeFileHosts: z
    .array(z.string())
    .default([])
    .describe('Private hosts that files of a vendor’s runs may be fetched from.'),
  httpProxy: networkSettings.httpProxy,
  httpsProxy: networkSettings.httpsProxy,
  noProxy: networkSettings.noProxy,
  dangerouslyRunWithoutSandbox: z
    .boolean()
    .default(false)
    .describe('Lets code run with nothing around it where no sandbox works; refused over HTTP.'),
})

export type Config = z.output<typeof config>
