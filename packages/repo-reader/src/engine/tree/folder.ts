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
  const cut = base === '' ? 0 : base.length + 1
  for (const file of files) {
    const parts = file.path.slice(cut).split('/')
    const language = languageOf(file.path)
    let at = root
    tally(at, language)
    for (const name of parts.slice(0, -1)) {
      let next = at.folders.get(name)
      if (next === undefined) {
        next = emptyFolder(name, at.path === '' ? name : `${at.path}/${name}`)
        at.folders.set(name, next)
      }
      at = next
      tally(at, language)
    }
    at.files.push(file)
  }
  return root
}

function emptyFolder(name: string, path: string): Folder {
  return { name, path, folders: new Map(), files: [], count: 0, languages: new Map() }
}

function tally(folder: Folder, language: string | undefined): void {
  folder.count += 1
  if (language !== undefined) folder.languages.set(language, (folder.languages.get(language) ?? 0) + 1)
}
