import { glmAccess } from '@sensorium/vendors'
import type { Config } from '../config.ts'
import { choiceOf } from './choice.ts'
import { chooseBackend } from './choose.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createSolver, type Solver } from './solve/solver.ts'
import type { Vendors } from './solve/vendors.ts'

/** What the tools work with. */
export interface Engine {
  readonly sessions: Sessions
  readonly solver: Solver
}

/** The one entry of the engine, so that a start without a call loads none of it; `scope` closes it. */
export function openEngine(settings: Config, scope: AsyncDisposableStack): Engine {
  const sessions = createSessions(() => chooseBackend(choiceOf(settings)), {
    perOwner: settings.codeSessionsPerCaller,
    total: settings.codeSessions,
    idleMs: settings.codeIdleMinutes * 60_000,
    warm: settings.codeWarm,
  })
  scope.defer(() => sessions.close())
  const solver = createSolver({
    vendors: vendorsOf(settings),
    sessions,
    limits: { rounds: settings.codeSolveRounds, tokens: settings.codeSolveTokens },
    dashscopeProtocol: settings.codeDashscopeProtocol,
    dashscopeWeb: settings.codeDashscopeWeb,
    fallback: settings.codeSolveFallback,
    allowHosts: settings.codeFileHosts,
  })
  return { sessions, solver }
}

function vendorsOf(settings: Config): Vendors {
  const { codeGlmModel: model } = settings
  const glm = glmAccess(settings)
  return {
    settings: {
      zai: { ...glm.zai, model },
      bigmodel: { ...glm.bigmodel, model },
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
