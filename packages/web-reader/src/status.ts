import type { EngineStatus } from '@sensorium/kit'
import { glmAccess } from '@sensorium/vendors'
import { type Config, engineNames } from './config.ts'

/** The readers in the order in which they are asked. */
export function statusOf(values: Config): EngineStatus[] {
  const access = glmAccess(values)
  return (values.readerEngines ?? engineNames).map((name): EngineStatus => {
    const usable = name === 'own' || access[name].key !== undefined
    return usable ? { name, state: 'ready' } : { name, state: 'off', reason: 'no key is set' }
  })
}
