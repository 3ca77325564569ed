import { languageOf } from './language.ts'
import type { TreeFile } from './list.ts'

/** A folder of a tree with what it holds, counted through all depths. */
export interface Folder {
  readonly name: string
  readonly path: string
  readonly folders: Map<string, Folder>
  readonly files: TreeFile[]
  count: number
  readonly languages: Map<string, number>
}

/** Builds folders from a listing, below `base` (a path without trailing slash, or '' for the root). */
export function folderTree(files: Iterable<TreeFile>, base: string): Folder {
  const root = emptyFolder('', base)
  const byPath = new Map([[base, root]])
  const folderAt = (path: string): Folder => {
    const known = byPath.get(path)
    if (known !== undefined) return known
    const cut = path.lastIndexOf('/')
    const parent = folderAt(path.slice(0, Math.max(cut, 0)))
    const made = emptyFolder(path.slice(cut + 1), path)
    parent.folders.set(made.name, made)
    byPath.set(path, made)
    return made
  }
  let folder = root
  for (const file of files) {
    const cut = Math.max(file.path.lastIndexOf('/'), 0)
    // A listing keeps folders together: most files are in the folder of the one before.
    if (folder.path.length !== cut || !file.path.startsWith(folder.path)) folder = folderAt(file.path.slice(0, cut))
    folder.files.push(file)
    tally(folder, languageOf(file.path), 1)
    folder.count += 1
  }
  sumUp(root)
  return root
}

function emptyFolder(name: string, path: string): Folder {
  return { name, path, folders: new Map(), files: [], count: 0, languages: new Map() }
}

/** Adds to each folder what the folders below it hold. */
function sumUp(folder: Folder): void {
  for (const child of folder.folders.values()) {
    sumUp(child)
    folder.count += child.count
    for (const [language, count] of child.languages) tally(folder, language, count)
  }
}

function tally(folder: Folder, language: string | undefined, count: number): void {
  if (language !== undefined) folder.languages.set(language, (folder.languages.get(language) ?? 0) + count)
}
