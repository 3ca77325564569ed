import type { EngineStatus } from '@sensorium/kit'
import { glmAccess } from '@sensorium/vendors'
import type { Config } from './config.ts'
import type { Sessions } from './engine/sessions.ts'
import { type VendorName, vendorNames } from './engine/solve/names.ts'

/** The sandbox, then the models that solve_with_code can think with. */
export function statusOf(settings: Config, sessions: Pick<Sessions, 'status'> | undefined): EngineStatus[] {
  const sandbox: EngineStatus = sessions?.status() ?? { name: 'sandbox', state: 'untried', open: 0 }
  const glm = glmAccess(settings)
  const credentials: Readonly<Record<VendorName, string | undefined>> = {
    local_model: settings.codeModelUrl,
    zai: glm.zai.key,
    bigmodel: glm.bigmodel.key,
    dashscope: settings.dashscopeApiKey,
  }
  const models = vendorNames.map(
    (name): EngineStatus =>
      credentials[name] === undefined ? { name, state: 'off', reason: 'not set up' } : { name, state: 'ready' },
  )
  return [sandbox, ...models]
}
