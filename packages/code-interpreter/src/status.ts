import type { EngineStatus } from '@sensorium/kit'
import { configured, type Vendors, vendorNames } from './engine/solve/vendors.ts'

/** The models that solve_with_code can think with. */
export function statusOf({ settings }: Vendors): EngineStatus[] {
  return vendorNames.map((name) =>
    configured(settings[name], name) ? { name, state: 'ready' } : { name, state: 'off', reason: 'not set up' },
  )
}
