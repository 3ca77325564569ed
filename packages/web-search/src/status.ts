import type { EngineStatus } from '@sensorium/kit'
import type { Rest } from '@sensorium/provider'
import { credentialOf, needs, type SearchConfig } from './config.ts'
import { engineNames } from './engine/engine.ts'

/** The engines in the order in which they are asked. */
export function statusOf(values: SearchConfig, resting: readonly Rest[]): EngineStatus[] {
  return (values.searchEngines ?? engineNames).map((name): EngineStatus => {
    const rest = resting.find((one) => one.name === name)
    if (credentialOf(name, values) === undefined) return { name, state: 'off', reason: `needs ${needs[name]}` }
    if (rest === undefined) return { name, state: 'ready' }
    return { name, state: 'resting', reason: rest.kind, until: rest.until.getTime() }
  })
}
