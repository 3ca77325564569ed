import { readConfig } from '@sensorium/kit'
import type { Place } from '../place.ts'
import { type Check, type CheckGroup, type Finding, ok } from './check.ts'
import { installLine } from './install-line.ts'

/** Where code-interpreter would run code: each backend is tried by running something in it. */
export const sandbox: CheckGroup = {
  title: 'Sandbox',
  checks: async ({ place }) => {
    const { toolset } = await import('@sensorium/code-interpreter')
    const { doctor } = await import('@sensorium/code-interpreter/doctor')
    const read = readConfig(toolset.config, { flags: new Map(), env: place.env })
    if (!read.ok) return [broken(read.faults.join('; '))]
    try {
      return doctor(read.value).map(({ name, inspect }) => backend(name, inspect))
    } catch (error) {
      return [broken(error instanceof Error ? error.message : String(error))]
    }
  },
}

function broken(detail: string): Check {
  return { name: 'Settings', run: async () => ({ state: 'broken', detail, fix: 'unset SENSORIUM_CODE_BACKEND' }) }
}

function backend(
  name: string,
  inspect: () => Promise<{ readonly backend: { readonly contained: boolean } | undefined; readonly detail: string }>,
): Check {
  return {
    name,
    run: async ({ place }) => {
      const { backend: works, detail } = await inspect()
      if (works?.contained) return ok(detail)
      const state: Finding['state'] = works ? 'warn' : 'missing'
      const fix = await mend(name, detail, place)
      return { state, detail, ...(fix === undefined ? {} : { fix }) }
    },
  }
}

/** The line that makes a backend work, where one line can. */
async function mend(name: string, why: string, place: Place): Promise<string | undefined> {
  if (/no Python 3/.test(why)) return installLine({ name: 'python3', pacman: 'python', brew: 'python' }, place)
  if (/codePython|Python was not found/.test(why)) return 'export SENSORIUM_CODE_PYTHON=/usr/bin/python3'
  switch (name) {
    case 'bubblewrap':
      if (place.platform !== 'linux') return undefined
      return /not installed/.test(why)
        ? installLine({ name: 'bubblewrap' }, place)
        : 'sysctl -w kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0'
    case 'gvisor':
      return place.platform === 'linux' ? installLine({ name: 'runsc' }, place) : undefined
    case 'seatbelt':
      return /not installed/.test(why) ? 'npm install -g @anthropic-ai/sandbox-runtime' : undefined
    case 'pyodide':
      return 'npm install -g pyodide deno'
    case 'jupyter':
      return 'export SENSORIUM_JUPYTER_URL=http://HOST:8888 SENSORIUM_JUPYTER_TOKEN=TOKEN'
    case 'unsandboxed':
      return 'unset SENSORIUM_DANGEROUSLY_RUN_WITHOUT_SANDBOX'
    default:
      return undefined
  }
}
