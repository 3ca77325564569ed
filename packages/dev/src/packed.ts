import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { execa } from 'execa'
import { manifestOf, publishedFolders } from './manifest.ts'
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

/** Packs every published package, as it was built last, into one folder. */
export async function packAll(destination = join(root, '.cache', 'packed')): Promise<PackedPackage[]> {
  mkdirSync(destination, { recursive: true })
  const packed: PackedPackage[] = []
  for (const folder of publishedFolders()) {
    const { stdout } = await execa('pnpm', ['pack', '--json', '--pack-destination', destination], {
      cwd: join(root, 'packages', folder),
    })
    const { name, filename }: { name: string; filename: string } = JSON.parse(stdout)
    const [bin = folder] = Object.keys(manifestOf(folder).bin ?? {})
    packed.push({ name, folder, bin, tarball: join(destination, basename(filename)) })
  }
  return packed
}
