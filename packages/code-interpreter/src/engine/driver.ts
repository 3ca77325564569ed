import { readdir, readFile } from 'node:fs/promises'
import { encode } from './frames.ts'
import type { Limits } from './limits.ts'

const folder = new URL('./driver/', import.meta.url)
let loaded: Promise<Readonly<Record<string, string>>> | undefined

/** The driver's Python modules by name, read once. */
export function sources(): Promise<Readonly<Record<string, string>>> {
  loaded ??= (async () => {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.py'))
    const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))
    return Object.fromEntries(names.map((name, index) => [name.slice(0, -3), texts[index] ?? '']))
  })()
  return loaded
}

/**
 * The program given to `python -c`: reads one frame from stdin with the driver's sources and hands over to it, so that
 * every backend runs the same driver without a file of ours inside its sandbox.
 */
export const boot = `import json, os
def take(size):
    data = b""
    while len(data) < size:
        chunk = os.read(0, size - len(data))
        if not chunk:
            os._exit(0)
        data += chunk
    return data
first = json.loads(take(int.from_bytes(take(4), "big")))
scope = {"__name__": "sensorium_boot"}
exec(compile(first["sources"].pop("boot"), "<sensorium>/boot", "exec"), scope)
scope["install"](first["sources"])
from sensorium import supervisor
supervisor.serve(first["limits"], first["preload"])`

/** Packages imported ahead in warm interpreters; those not installed are skipped. */
export const preload = ['numpy', 'pandas', 'PIL.Image', 'matplotlib.pyplot'] as const

export interface Setup {
  /** Whether packages are imported ahead. */
  readonly warm: boolean
  /** Whether RLIMIT_NPROC counts only this sandbox's processes. */
  readonly countProcesses: boolean
  /** User the code becomes where the supervisor is root of a kernel of its own. */
  readonly user?: number
}

/** The first frame an interpreter gets. */
export async function firstFrame(limits: Limits, { warm, countProcesses, user }: Setup): Promise<Buffer> {
  const all = { ...limits, countProcesses, user: user ?? null }
  return encode({ sources: await sources(), limits: all, preload: warm ? preload : [] })
}
