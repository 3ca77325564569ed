import { execFile } from 'node:child_process'
import { realpath } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, isAbsolute, join, sep } from 'node:path'
import { z } from 'zod'
import { Unavailable } from './backend.ts'
import { preload } from './driver.ts'

const PROBE_MS = 10_000
const CANDIDATES = 6

const probe = `import importlib.util, json, sys
names = ${JSON.stringify(preload.map((name) => name.split('.')[0]))}
print(json.dumps({"executable": sys.executable, "version": "%d.%d.%d" % sys.version_info[:3],
 "prefixes": [sys.prefix, sys.base_prefix], "packages": [n for n in names if importlib.util.find_spec(n)]}))`

const found = z.object({
  executable: z.string(),
  version: z.string(),
  prefixes: z.array(z.string()),
  packages: z.array(z.string()),
})
export type Python = z.output<typeof found>

/** The first executable of this name in the folders of a PATH, or the path itself when it is one. */
export async function which(name: string, path: string): Promise<string | undefined> {
  const places = isAbsolute(name)
    ? [name]
    : path
        .split(delimiter)
        .filter(isAbsolute)
        .map((folder) => join(folder, name))
  for (const place of places) {
    if (
      await realpath(place).then(
        () => true,
        () => false,
      )
    )
      return place
  }
  return undefined
}

function ask(command: string, uid: number | undefined): Promise<Python | undefined> {
  return new Promise((resolve) => {
    const options = {
      timeout: PROBE_MS,
      killSignal: 'SIGKILL' as const,
      cwd: '/',
      env: { HOME: homedir(), PATH: '/usr/local/bin:/usr/bin:/bin' },
      ...(uid === undefined ? {} : { uid, gid: uid }),
    }
    execFile(command, ['-I', '-c', probe], options, (error, stdout) => {
      try {
        resolve(error ? undefined : found.parse(JSON.parse(stdout)))
      } catch {
        resolve(undefined)
      }
    })
  })
}

/**
 * Finds the Python to run: the one that is set, or of those on the path the one with most scientific packages.
 * Asked as the user it will run as, since a Python in a home folder may be out of reach.
 *
 * @throws Unavailable when there is none.
 */
export async function findPython(wanted: string | undefined, path: string, uid: number | undefined): Promise<Python> {
  if (wanted !== undefined) {
    const place = await which(wanted, path)
    const python = place && (await ask(place, uid))
    if (python) return python
    throw new Unavailable(`Python was not found at "${wanted}", or cannot be run there by the user of the sandbox`)
  }
  const places = new Set<string>()
  for (const folder of [...path.split(delimiter), '/usr/local/bin', '/usr/bin']) {
    const place = isAbsolute(folder) ? await which(join(folder, 'python3'), path) : undefined
    if (place) places.add(place)
  }
  let best: Python | undefined
  for (const place of [...places].slice(0, CANDIDATES)) {
    const python = await ask(place, uid)
    if (python && python.packages.length > (best?.packages.length ?? -1)) best = python
    if (best?.packages.length === preload.length) break
  }
  if (best) return best
  throw new Unavailable('no Python 3 was found on the path; install one or set codePython')
}

/** Version and packages, for the reader of a result. */
export function describePython(python: Python): string {
  const packages = python.packages.length > 0 ? `with ${python.packages.join(', ')}` : 'without scientific packages'
  return `Python ${python.version} ${packages}`
}

/**
 * The folders outside /usr that this Python needs to see.
 *
 * @throws Unavailable when one of them would show the user's home or the whole system.
 */
export function foldersOf(python: Python): string[] {
  const folders = [...new Set(python.prefixes)].filter((folder) => folder !== '/usr' && !folder.startsWith('/usr/'))
  const home = homedir()
  for (const folder of folders) {
    if (folder.split(sep).length < 3 || `${home}/`.startsWith(`${folder}/`)) {
      throw new Unavailable(`Python lives in ${folder}, which cannot be shown to the sandbox whole; set codePython`)
    }
  }
  return folders
}
