import { posix } from 'node:path'
import { ToolError } from '@sensorium/kit'
import type { TreeFile } from '../tree/list.ts'
import { nearPaths } from '../tree/near.ts'

/** Finds a file by its exact path, or says what is there instead. */
export function locateFile(files: readonly TreeFile[], path: string): TreeFile {
  const exact = files.find((file) => file.path === path)
  if (exact !== undefined) return exact
  const inside = files.filter((file) => file.path.startsWith(`${path}/`)).length
  if (path === '' || inside > 0) {
    throw new ToolError('invalid_input', `${path || '/'} is a folder of ${inside || files.length} files.`, {
      hint: `List it with get_repo_structure, dir_path ${JSON.stringify(path || '/')}.`,
    })
  }
  throw missing('file', path, files)
}

/** What to say of a path that does not exist. */
export function missing(what: 'file' | 'folder', path: string, files: readonly TreeFile[]): ToolError {
  const paths = what === 'file' ? files.map((file) => file.path) : foldersOf(files)
  const near = nearPaths(paths, path)
  return new ToolError('not_found', `There is no ${what} ${JSON.stringify(path)}.`, {
    hint: near.length === 0 ? 'Find it with search_doc or get_repo_structure.' : `Near: ${near.join(', ')}.`,
  })
}

function foldersOf(files: readonly TreeFile[]): Set<string> {
  const folders = new Set<string>()
  for (const { path } of files) {
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) folders.add(path.slice(0, at))
  }
  return folders
}

/** Where a symlink points, as a path of the repository, or undefined when it leaves it. */
export function linkTarget(link: string, target: string): string | undefined {
  if (posix.isAbsolute(target) || target.includes('\0')) return undefined
  const resolved = posix.normalize(posix.join(posix.dirname(link), target))
  return resolved.startsWith('..') ? undefined : resolved.replace(/\/$/, '')
}

/** The address of a submodule, from the text of `.gitmodules`. */
export function submoduleUrl(gitmodules: string, path: string): string | undefined {
  for (const section of gitmodules.split(/^\[submodule /m).slice(1)) {
    const setting = (key: string) => new RegExp(`^\\s*${key}\\s*=\\s*(.+?)\\s*$`, 'm').exec(section)?.[1]
    if (setting('path') === path) return setting('url')
  }
  return undefined
}
