import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PackedPackage } from '@sensorium/dev/packed'
import { execa } from 'execa'

export interface InstalledPackage {
  readonly folder: string
  readonly bin: string
  readonly megabytes: number
  readonly packages: number
}

/**
 * Installs a tarball into an empty folder. One that depends on nothing is installed offline with an empty cache, so
 * that a dependency which slipped in fails here; the others take theirs from the machine's own npm cache first.
 */
export async function installPacked({ tarball, bin }: PackedPackage, into: string): Promise<InstalledPackage> {
  mkdirSync(into, { recursive: true })
  writeFileSync(join(into, 'package.json'), '{"private":true}')
  const { stdout: listing } = await execa('tar', ['-xzOf', tarball, 'package/package.json'])
  const alone = JSON.parse(listing).dependencies === undefined
  const source = alone ? ['--offline', '--cache', join(into, '.npm')] : ['--prefer-offline']
  await execa('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...source, tarball], { cwd: into })
  const modules = join(into, 'node_modules')
  const files = readdirSync(modules, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const bytes = files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
  const lock = join(modules, '.package-lock.json')
  return {
    folder: into,
    bin: join(modules, '.bin', bin),
    megabytes: bytes / 1e6,
    packages: existsSync(lock) ? Object.keys(JSON.parse(readFileSync(lock, 'utf8')).packages).length : 0,
  }
}
