import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './workspace.ts'

/** What we read of a package.json. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly description: string
  /** Its name in the MCP registry. */
  readonly mcpName?: string
  readonly keywords?: readonly string[]
  readonly license: string
  readonly private?: boolean
  readonly engines?: { readonly node: string }
  readonly bin?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
}

/** The manifest of `packages/<folder>`. */
export function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'))
}

/** The folders of the packages that are published: those with a command. */
export function publishedFolders(): string[] {
  return readdirSync(join(root, 'packages')).filter(
    (folder) => existsSync(join(root, 'packages', folder, 'package.json')) && manifestOf(folder).bin !== undefined,
  )
}
