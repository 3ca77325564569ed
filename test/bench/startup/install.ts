import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { execa } from 'execa'
import type { Subject } from './subjects.ts'

export interface Installed {
  readonly subject: Subject
  /** The program and its arguments, for Node. */
  readonly args: readonly string[]
  readonly seconds: number
  readonly megabytes: number
  readonly packages: number
}

/** Installs into an empty folder under `cache`, from npm's own cache where it has the files: `npx` does the same. */
export async function install(subject: Subject, cache: string, npm: readonly string[]): Promise<Installed> {
  const folder = join(cache, subject.name.replaceAll(/[^\w.-]+/g, '_'))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}')
  const modules = join(folder, 'node_modules')
  const startedAt = performance.now()
  if (subject.install.length > 0) {
    await execa('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...npm, ...subject.install], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
  const seconds = (performance.now() - startedAt) / 1000
  const lock = join(modules, '.package-lock.json')
  return {
    subject,
    args: [program(subject, folder), ...(subject.args ?? [])],
    seconds: subject.install.length > 0 ? seconds : Number.NaN,
    megabytes: bytesUnder(modules) / 1e6,
    packages: existsSync(lock) ? Object.keys(JSON.parse(readFileSync(lock, 'utf8')).packages).length : 0,
  }
}

/** The script, copied to where it finds what was installed, or the bin of the one package that was asked for. */
function program({ script }: Subject, folder: string): string {
  if (script !== undefined) {
    const copy = join(folder, basename(script))
    cpSync(script, copy)
    return copy
  }
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const home = join(folder, 'node_modules', Object.keys(dependencies)[0] ?? '')
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  return join(home, typeof bin === 'string' ? bin : String(Object.values(bin)[0]))
}

function bytesUnder(folder: string): number {
  if (!existsSync(folder)) return 0
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
