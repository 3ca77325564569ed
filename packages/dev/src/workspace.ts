import { existsSync, statSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'

/** The root of this checkout. */
export const root = join(import.meta.dirname, '..', '..', '..')

/** The built command line of the suite. */
export const sensoriumBin = join(root, 'packages', 'sensorium', 'dist', 'bin.js')

/** One line about what is being done, on stderr: stdout belongs to results. */
export function say(line: string): void {
  process.stderr.write(`sensorium: ${line}\n`)
}

/** Bundles every package that has a bin. */
export async function build(): Promise<void> {
  await execa('tsdown', ['--log-level', 'warn'], { cwd: root, preferLocal: true, stdio: ['ignore', 2, 2] })
}

/** Builds when a source is newer than the bundle. */
export async function buildIfStale(): Promise<void> {
  const builtAt = existsSync(sensoriumBin) ? statSync(sensoriumBin).mtimeMs : 0
  for await (const file of glob('packages/*/{src/**/*.{ts,py},package.json}', { cwd: root })) {
    if (statSync(join(root, file)).mtimeMs > builtAt) {
      say('building')
      return build()
    }
  }
}
