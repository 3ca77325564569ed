import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Backend, Unavailable } from './backend.ts'
import { sources } from './driver.ts'
import { encode } from './frames.ts'
import { launchInterpreter } from './interpreter.ts'
import { size } from './limits.ts'
import type { Machine } from './machine.ts'
import { watchMemory } from './memory.ts'
import { which } from './python.ts'

/** Deno and V8 themselves, beside what the code may use. */
const RUNTIME_BYTES = 400 * 1024 * 1024

/** The binary inside npm's `deno`, whose install script we do not need, or one on the path. */
async function findDeno(path: string): Promise<string | undefined> {
  const { platform, arch } = process
  const name = `@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}`
  try {
    const deno = createRequire(createRequire(import.meta.url).resolve('deno/package.json'))
    return join(dirname(deno.resolve(`${name}/package.json`)), platform === 'win32' ? 'deno.exe' : 'deno')
  } catch {
    return which('deno', path)
  }
}

function findPyodide(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('pyodide/package.json'))
  } catch {
    return undefined
  }
}

/**
 * Python as WebAssembly in a Deno that may read Pyodide's files and nothing else. Pyodide itself is no wall (its code
 * reaches all of JavaScript), nor are Node's permissions: Deno's are.
 */
export async function pyodide(machine: Machine): Promise<Backend> {
  const command = await findDeno(machine.path)
  const folder = findPyodide()
  if (!command || !folder) throw new Unavailable('the optional packages pyodide and deno are not both installed')
  const driver = fileURLToPath(new URL('./driver/', import.meta.url))
  const { memory } = machine.limits

  return {
    name: 'pyodide',
    contained: true,
    limits: [
      'WebAssembly in Deno without rights',
      'no network',
      'no system files',
      'no processes',
      `memory ${size(memory)}`,
    ],
    about: 'Python as WebAssembly with its standard library only (no numpy, pandas or matplotlib)',
    open: async () =>
      launchInterpreter({
        command,
        args: [
          ...'run --quiet --no-prompt --no-config --no-lock --no-remote --no-npm --no-code-cache'.split(' '),
          `--allow-read=${folder},${driver}`,
          `--v8-flags=--max-old-space-size=${Math.ceil(memory / 1024 / 1024)}`,
          join(driver, 'pyodide.mjs'),
        ],
        env: { DENO_DIR: '/nonexistent', DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' },
        uid: machine.uid,
        firstFrame: encode({ sources: await sources(), pyodide: `${pathToFileURL(folder).href}/` }),
        attach: async (pid, end) =>
          watchMemory(pid, memory + RUNTIME_BYTES, () => end('memory', 'The interpreter used more than its memory.')),
      }),
  }
}
