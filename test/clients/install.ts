import { existsSync } from 'node:fs'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import type { Pin } from './pins.ts'

const cache = fileURLToPath(new URL('../../.cache/clients/', import.meta.url))

/**
 * Installs a client into the cache, unless it is there, and returns the path of its command.
 *
 * @throws Error when npm cannot, or when the package holds no program for this machine
 */
export async function install(id: string, pin: Pin): Promise<string> {
  const folder = join(cache, `${id}-${pin.version}`)
  const bin = join(folder, 'bin')
  const command = join(bin, pin.command)
  if (existsSync(command)) return command
  await mkdir(bin, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n')
  // What a package does at its installation would reach for other hosts, and none of them needs it.
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  await execa('npm', ['install', ...flags, `${pin.package}@${pin.version}`], { cwd: folder, timeout: 300_000 })
  const program = join(folder, 'node_modules', pin.program.replace('{platform}', `${process.platform}-${process.arch}`))
  if (!existsSync(program)) throw new Error(`${pin.package} holds no program for ${process.platform}-${process.arch}`)
  await rm(command, { force: true })
  await symlink(program, command)
  return command
}

/** The path of a client's command if it is in the cache. */
export function installed(id: string, pin: Pin): string | undefined {
  const command = join(cache, `${id}-${pin.version}`, 'bin', pin.command)
  return existsSync(command) ? command : undefined
}
