import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ExitCode, Terminal } from '@sensorium/kit'
import type { Place } from '../place.ts'

/** A home and a project of a test's own, on Linux as far as paths go. */
export interface TestHome extends AsyncDisposable {
  readonly place: Place
  /** Runs a command here and tells what it said. */
  readonly run: (command: HomeCommand, argv: readonly string[]) => Promise<Outcome>
  readonly write: (path: string, content: string | Uint8Array) => Promise<string>
  readonly read: (path: string) => Promise<string>
}

type HomeCommand = (terminal: Terminal, place: Place) => Promise<ExitCode>

export interface Outcome {
  readonly code: ExitCode
  readonly stdout: string
  readonly stderr: string
}

export async function testHome(env: Readonly<Record<string, string>> = {}): Promise<TestHome> {
  const root = await mkdtemp(join(tmpdir(), 'sensorium-home-'))
  const place: Place = {
    platform: 'linux',
    home: join(root, 'home'),
    directory: join(root, 'project'),
    env: { PATH: '', ...env },
    launcher: ['npx', '-y', 'sensorium'],
  }
  await mkdir(place.home)
  await mkdir(place.directory)
  return {
    place,
    run: async (command, argv) => {
      const said = { stdout: '', stderr: '' }
      const to = (stream: 'stdout' | 'stderr') => (line: string) => {
        said[stream] += `${line}\n`
      }
      const terminal: Terminal = {
        argv,
        env: place.env,
        stdout: to('stdout'),
        stderr: to('stderr'),
        signal: new AbortController().signal,
      }
      return { code: await command(terminal, place), ...said }
    },
    write: async (path, content) => {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, content)
      return path
    },
    read: (path) => readFile(path, 'utf8'),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  }
}
