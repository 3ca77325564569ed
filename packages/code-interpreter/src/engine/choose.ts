import { ToolError } from '@sensorium/kit'
import { type Backend, type BackendName, backendNames, Unavailable } from './backend.ts'
import { bubblewrap } from './bubblewrap.ts'
import { gvisor } from './gvisor.ts'
import { jupyter } from './jupyter.ts'
import type { JupyterServer } from './jupyter-kernel.ts'
import type { Machine } from './machine.ts'
import { pyodide } from './pyodide.ts'
import { seatbelt } from './seatbelt.ts'
import { unsandboxed } from './unsandboxed.ts'

export interface Choice {
  readonly machine: Machine
  /** `auto`: the strongest that works here. */
  readonly wanted: BackendName | 'auto'
  readonly jupyter: JupyterServer | undefined
  /** Whether code may run with nothing around it, where nothing better works. */
  readonly withoutSandbox: boolean
}

const makers: Readonly<Record<BackendName, (choice: Choice) => Promise<Backend>>> = {
  bubblewrap: ({ machine }) => bubblewrap(machine),
  gvisor: ({ machine }) => gvisor(machine),
  seatbelt: ({ machine }) => seatbelt(machine),
  jupyter: ({ jupyter: server }) => jupyter(server),
  pyodide: ({ machine }) => pyodide(machine),
  unsandboxed: ({ machine }) => unsandboxed(machine),
}

/**
 * The backends this choice allows, strongest first. A remote Jupyter is only used when it is set, and then alone.
 *
 * @throws ToolError `invalid_config` when no sandbox is asked for without saying so by the flag of that name.
 */
export function allowed({ wanted, jupyter, withoutSandbox }: Choice): readonly BackendName[] {
  if (wanted === 'unsandboxed' && !withoutSandbox) {
    throw new ToolError(
      'invalid_config',
      'Code is only run without a sandbox when dangerouslyRunWithoutSandbox is set.',
    )
  }
  if (wanted !== 'auto') return [wanted]
  if (jupyter) return ['jupyter']
  return backendNames.filter((name) => name !== 'jupyter' && (name !== 'unsandboxed' || withoutSandbox))
}

/** Proves that a backend works by running something in it. */
async function tried(backend: Backend): Promise<Backend> {
  const interpreter = await backend.open({ warm: false, folder: false })
  try {
    const cell = { code: '6 * 7', timeoutMs: 20_000, chars: 1_000, files: [], take: [] }
    const { ended, error } = await interpreter.run(cell, AbortSignal.timeout(20_000))
    if (ended !== 'ok') throw new Unavailable(`a first piece of code did not run: ${error?.text ?? ended}`)
    return backend
  } finally {
    await interpreter.close()
  }
}

export interface Finding {
  readonly name: BackendName
  readonly backend: Backend | undefined
  /** Why it cannot be used; for a usable one, what it is and which limits hold. */
  readonly detail: string
}

/** Tries one backend on this machine and leaves nothing open. */
export async function inspectBackend(name: BackendName, choice: Choice): Promise<Finding> {
  try {
    const backend = await tried(await makers[name](choice))
    return { name, backend, detail: `${backend.about}; ${backend.limits.join(', ')}` }
  } catch (error) {
    return { name, backend: undefined, detail: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * The strongest backend that works here. It fails closed: code never runs with less around it than was allowed.
 *
 * @throws ToolError `unavailable` that tells of every backend why it cannot be used.
 */
export async function chooseBackend(choice: Choice): Promise<Backend> {
  const reasons: string[] = []
  for (const name of allowed(choice)) {
    const { backend, detail } = await inspectBackend(name, choice)
    if (backend) return backend
    reasons.push(`${name}: ${detail}`)
  }
  throw new ToolError('unavailable', `No sandbox works on this machine, so no code is run. ${reasons.join('; ')}.`, {
    hint: 'Install bubblewrap, or see the settings codeBackend and jupyterUrl.',
  })
}
