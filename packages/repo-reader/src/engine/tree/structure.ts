import { matchesGlob } from 'node:path'
import { ToolError } from '@sensorium/kit'
import { missing } from '../file/locate.ts'
import { type Drawing, drawTree } from './draw.ts'
import { treeFacts } from './facts.ts'
import { folderTree } from './folder.ts'
import type { TreeFile } from './list.ts'
import { repoPath } from './path.ts'

export interface StructureQuery {
  readonly dir_path: string
  readonly glob?: string | undefined
  readonly depth?: number | undefined
  readonly cursor?: number | undefined
  /** Characters for the drawn tree. */
  readonly budget: number
}

export interface Structure {
  readonly folder: string
  /** Sentences on what the folder holds. */
  readonly facts: readonly string[]
  readonly drawing: Drawing
}

/** Describes and draws one folder of a listing. */
export function structureOf(
  all: readonly TreeFile[],
  query: StructureQuery,
  sizes: ReadonlyMap<string, number> | undefined,
): Structure {
  const folder = repoPath(query.dir_path)
  const prefix = folder === '' ? '' : `${folder}/`
  const inside = all.filter(({ path }) => path.startsWith(prefix))
  if (inside.length === 0 && folder !== '') throw notAFolder(all, folder)
  const { glob } = query
  const files = glob === undefined ? inside : inside.filter(({ path }) => matchesGlob(path, glob))
  const root = folderTree(files, folder)
  const drawing = drawTree(root, {
    budget: Math.max(query.budget, 400),
    depth: query.depth === undefined ? 50 : query.depth - 1,
    offset: query.cursor ?? 0,
    ...(sizes === undefined ? {} : { sizes }),
  })
  if (files.length === 0) return { folder, facts: [nothing(glob, inside.length)], drawing }
  const facts = treeFacts(files, root)
  const lines: [string, readonly string[]][] = [
    ['Languages', facts.languages.map(({ name, percent }) => `${name} ${percent} %`)],
    ['Read first', facts.readmes],
    ['Manifests', facts.manifests],
    [facts.workspace === undefined ? 'Packages' : `Packages (${facts.workspace})`, some(facts.packages)],
    ['Entry points', facts.entryPoints],
  ]
  const listed = lines.filter(([, items]) => items.length > 0).map(([name, items]) => `${name}: ${items.join(', ')}`)
  return { folder, facts: [`${facts.files.toLocaleString('en')} files`, ...listed], drawing }
}

/** Packages that are named. */
const named = 40

function some(packages: readonly string[]): readonly string[] {
  if (packages.length <= named) return packages
  return [...packages.slice(0, named), `${packages.length - named} more (glob shows them)`]
}

function nothing(glob: string | undefined, without: number): string {
  return glob === undefined
    ? 'The repository holds no files.'
    : `No file matches ${glob}; ${without} are here without it.`
}

function notAFolder(all: readonly TreeFile[], folder: string): ToolError {
  if (!all.some(({ path }) => path === folder)) return missing('folder', folder, all)
  return new ToolError('invalid_input', `${folder} is a file.`, {
    hint: `Read it with read_file, file_path ${JSON.stringify(folder)}.`,
  })
}
