import type { Config } from './config.ts'
import type { BackendName } from './engine/backend.ts'
import { choiceOf } from './engine/choice.ts'
import { allowed, type Finding, inspectBackend } from './engine/choose.ts'

/** For `sensorium doctor`: each backend these settings allow, strongest first, and how to try it on this machine. */
export function doctor(
  settings: Config,
): readonly { readonly name: BackendName; readonly inspect: () => Promise<Finding> }[] {
  const { machine, ...rest } = choiceOf(settings)
  const made = { ...rest, machine: { ...machine, cache: undefined } }
  return allowed(made).map((name) => ({ name, inspect: () => inspectBackend(name, made) }))
}
