import type { EngineStatus } from '@sensorium/kit'
import { type Config, credentialOf, engineNames } from './config.ts'

/** The readers in the order in which they are asked. */
export function statusOf(values: Config): EngineStatus[] {
  return (values.readerEngines ?? engineNames).map((name): EngineStatus => {
    const usable = name === 'own' || credentialOf(name, values) !== undefined
    return usable ? { name, state: 'ready' } : { name, state: 'off', reason: 'no key is set' }
  })
}
