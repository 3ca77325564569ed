import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Backend } from './backend.ts'
import { boot, firstFrame } from './driver.ts'
import { launchInterpreter } from './interpreter.ts'
import { describeLimits, environment, type Machine } from './machine.ts'
import { describePython, findPython } from './python.ts'

/** Python as the user who runs the server, with that user's files and network: only ever used by explicit choice. */
export async function unsandboxed(machine: Machine): Promise<Backend> {
  const python = await findPython(machine.python, machine.path, undefined)
  return {
    name: 'unsandboxed',
    contained: false,
    limits: ['NO SANDBOX: code can do all that this user can', ...describeLimits(machine.limits)],
    about: describePython(python),
    open: async ({ warm }) => {
      const folder = await mkdtemp(join(tmpdir(), 'sensorium-code-'))
      return launchInterpreter({
        command: python.executable,
        args: ['-I', '-c', boot],
        cwd: folder,
        env: { ...environment, HOME: folder, TMPDIR: folder, MPLCONFIGDIR: join(folder, '.matplotlib') },
        firstFrame: await firstFrame(machine.limits, { warm, countProcesses: false }),
        attach: async () => () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
      })
    },
  }
}
