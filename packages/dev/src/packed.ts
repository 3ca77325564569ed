import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { execa } from 'execa'
import { root } from './workspace.ts'

/** A package as npm users get it. */
export interface PackedPackage {
  /** As published, e.g. `@sensorium/vision`. */
  readonly name: string
  /** Its folder under packages/. */
  readonly folder: string
  /** The command that it installs. */
  readonly bin: string
  readonly tarball: string
}

/** The packages that are published: those with a command. */
export function publishedFolders(): string[] {
  return readdirSync(join(root, 'packages')).filter((folder) => 'bin' in manifestOf(folder))
}

/** Packs every published package, as it was built last, into one folder. */
export async function packAll(destination = join(root, '.cache', 'packed')): Promise<PackedPackage[]> {
  mkdirSync(destination, { recursive: true })
  const packed: PackedPackage[] = []
  for (const folder of publishedFolders()) {
    const { stdout } = await execa('pnpm', ['pack', '--json', '--pack-destination', destination], {
      cwd: join(root, 'packages', folder),
    })
    const { name, filename }: { name: string; filename: string } = JSON.parse(stdout)
    const tarball = join(destination, basename(filename))
    packed.push({ name, folder, bin: Object.keys(manifestOf(folder).bin ?? {})[0] ?? folder, tarball })
  }
  return packed
}

interface Manifest {
  readonly bin?: Readonly<Record<string, string>>
}

function manifestOf(folder: string): Manifest {
  const file = join(root, 'packages', folder, 'package.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}
