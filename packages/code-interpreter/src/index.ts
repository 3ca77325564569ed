import { homedir } from 'node:os'
import { join } from 'node:path'
import { defineToolset } from '@sensorium/kit'
import packageJson from '../package.json' with { type: 'json' }
import { type Config, config } from './config.ts'
import type { BackendName } from './engine/backend.ts'
import { allowed, type Choice, chooseBackend, type Finding, inspectBackend } from './engine/choose.ts'
import { limitsOf } from './engine/limits.ts'
import { unprivileged } from './engine/machine.ts'
import { createSessions } from './engine/sessions.ts'
import { createSolver } from './engine/solve/solver.ts'
import type { Vendors } from './engine/solve/vendors.ts'
import { type RunCodeDeps, runCode } from './tools/run_code.ts'
import { type SolveDeps, solveWithCode } from './tools/solve_with_code.ts'
import { submitCodeResult } from './tools/submit_code_result.ts'

function choice(settings: Config): Choice {
  const { codeFolder: path, codeFolderWritable: writable, jupyterUrl: url, jupyterToken: token } = settings
  return {
    machine: {
      limits: limitsOf(settings.codeMemoryMb, settings.codeDiskMb, settings.codeProcesses),
      python: settings.codePython,
      path: settings.codePath,
      share: path === undefined ? undefined : { path, writable },
      cache: join(settings.codeCacheHome ?? join(homedir(), '.cache'), 'sensorium'),
      uid: unprivileged(),
    },
    wanted: settings.codeBackend,
    jupyter: url === undefined ? undefined : { url, token },
    withoutSandbox: settings.dangerouslyRunWithoutSandbox,
  }
}

function vendors(settings: Config): Vendors {
  const { codeGlmModel: model } = settings
  return {
    settings: {
      zai: { key: settings.zaiApiKey, baseUrl: settings.zaiBaseUrl, model },
      bigmodel: { key: settings.bigmodelApiKey, baseUrl: settings.bigmodelBaseUrl, model },
      dashscope: {
        key: settings.dashscopeApiKey,
        baseUrl: settings.dashscopeBaseUrl,
        model: settings.codeDashscopeModel,
      },
      local_model: { key: settings.codeModelKey, baseUrl: settings.codeModelUrl, model: settings.codeModel },
    },
    proxy: { HTTP_PROXY: settings.httpProxy, HTTPS_PROXY: settings.httpsProxy, NO_PROXY: settings.noProxy },
  }
}

/** The code interpreter as a value: its tools, its configuration and how to open it. */
export const toolset = defineToolset<typeof config, RunCodeDeps & SolveDeps>({
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
  async open(settings, scope) {
    const sessions = createSessions(() => chooseBackend(choice(settings)), {
      perOwner: settings.codeSessionsPerCaller,
      total: settings.codeSessions,
      idleMs: settings.codeIdleMinutes * 60_000,
      warm: settings.codeWarm,
    })
    scope.defer(() => sessions.close())
    const solver = createSolver({
      vendors: vendors(settings),
      sessions,
      limits: { rounds: settings.codeSolveRounds, tokens: settings.codeSolveTokens },
      dashscopeProtocol: settings.codeDashscopeProtocol,
      dashscopeWeb: settings.codeDashscopeWeb,
      fallback: settings.codeSolveFallback,
      allowHosts: settings.codeFileHosts,
    })
    return { sessions, solver }
  },
})

/** For `sensorium doctor`: each backend these settings allow, strongest first, and how to try it on this machine. */
export function doctor(
  settings: Config,
): readonly { readonly name: BackendName; readonly inspect: () => Promise<Finding> }[] {
  const { machine, ...rest } = choice(settings)
  const made = { ...rest, machine: { ...machine, cache: undefined } }
  return allowed(made).map((name) => ({ name, inspect: () => inspectBackend(name, made) }))
}
