import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { execa } from 'execa'
import type { Setup } from './real-client.ts'

/** How a program ended, and all that it said. */
export interface Run {
  readonly ok: boolean
  readonly said: string
}

/** A user's home with nothing in it, where one client is set up and run. */
export interface Home extends AsyncDisposable {
  readonly setUp: (setup: Setup) => Promise<void>
  readonly run: (program: string, args: readonly string[]) => Promise<Run>
}

const patienceMs = 240_000

/** @param bin where the client's command is */
export async function emptyHome(bin: string): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'home-'))
  const temporary = join(folder, 'tmp')
  const project = join(folder, 'project')
  await mkdir(temporary)
  await mkdir(project)
  let env: Record<string, string> = {
    HOME: folder,
    TMPDIR: temporary,
    PATH: [bin, dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
    LANG: 'C.UTF-8',
    NO_COLOR: '1',
    DO_NOT_TRACK: '1',
  }
  return {
    setUp: async ({ files = {}, env: added = {} }) => {
      env = { ...env, ...added }
      for (const [name, content] of Object.entries(files)) await lay(join(folder, name), content)
    },
    run: async (program, args) => {
      const { failed, all, timedOut } = await execa(program, [...args], {
        env,
        extendEnv: false,
        cwd: project,
        stdin: 'ignore',
        all: true,
        reject: false,
        timeout: patienceMs,
        killSignal: 'SIGKILL',
      })
      return { ok: !failed, said: timedOut ? `${all}\nnot done after ${patienceMs / 1_000} s` : all }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** Writes a text, or adds the keys of an object to those that a file of JSON has. */
async function lay(path: string, content: string | object): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  if (typeof content === 'string') return writeFile(path, content)
  const before: object = JSON.parse(await readFile(path, 'utf8').catch(() => '{}'))
  await writeFile(path, JSON.stringify({ ...before, ...content }, null, 2))
}
