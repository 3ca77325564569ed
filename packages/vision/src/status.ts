import type { EngineStatus } from '@sensorium/kit'
import type { Rest } from '@sensorium/provider'
import { glmAccess } from '@sensorium/vendors'
import type { Config } from './config.ts'

type Model = readonly [name: string, credential: string | undefined, needs: string]

/** The vision models in the order in which they are asked, then what works without one. */
export function statusOf(values: Config, resting: readonly Rest[]): EngineStatus[] {
  const local = values.visionBaseUrl === undefined ? 'own model' : new URL(values.visionBaseUrl).host
  const glm = glmAccess(values)
  const models: Model[] = [
    [local, values.visionModel && values.visionBaseUrl, 'SENSORIUM_VISION_BASE_URL'],
    ['Z.AI', glm.zai.key, 'Z_AI_API_KEY'],
    ['BigModel', glm.bigmodel.key, 'BIGMODEL_API_KEY'],
    ['DashScope', values.dashscopeApiKey, 'DASHSCOPE_API_KEY'],
  ]
  return [
    ...models.map(([name, credential, needs]): EngineStatus => {
      // A member is called by its vendor and its model.
      const rest = resting.find((one) => one.name.startsWith(name))
      if (credential === undefined) return { name, state: 'off', reason: `needs ${needs}` }
      if (rest === undefined) return { name, state: 'ready' }
      return { name, state: 'resting', reason: rest.kind, until: rest.until.getTime() }
    }),
    { name: 'measuring and OCR', state: 'ready' },
  ]
}
