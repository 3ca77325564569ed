import { ToolError } from '@sensorium/kit'
import { type BlobDeps, readBlob } from '../snapshot/blobs.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import type { TreeFile } from '../tree/list.ts'
import { repoPath } from '../tree/path.ts'
import { type FileContent, readContent } from './content.ts'
import { linkTarget, locateFile, submoduleUrl } from './locate.ts'

export interface FoundFile {
  readonly path: string
  /** The symlinks that led to `path`. */
  readonly via: readonly string[]
  readonly content: FileContent
  readonly bytes: number
}

const maxBytes = 20 * 1024 * 1024
const maxHops = 5

/** Reads one file of a snapshot, through symlinks that stay inside it. */
export async function readRepoFile(
  deps: BlobDeps,
  snapshot: Snapshot,
  files: readonly TreeFile[],
  wanted: string,
  signal: AbortSignal,
): Promise<FoundFile> {
  const via: string[] = []
  let path = repoPath(wanted)
  for (;;) {
    const file = locateFile(files, path)
    if (file.kind === 'submodule') throw await submodule(deps, snapshot, files, file, signal)
    const bytes = await readBlob(deps, snapshot, file.oid, maxBytes, signal)
    if (file.kind !== 'symlink') return { path, via, content: readContent(bytes), bytes: bytes.length }
    const target = bytes.toString('utf8', 0, 4_096)
    const next = linkTarget(path, target)
    if (next === undefined || via.length >= maxHops) {
      throw new ToolError(
        'blocked',
        `${path} is a symlink to ${JSON.stringify(target.slice(0, 200))}, which is not followed.`,
        {
          hint: 'Only links inside the repository are followed.',
        },
      )
    }
    via.push(path)
    path = next
  }
}

async function submodule(
  deps: BlobDeps,
  snapshot: Snapshot,
  files: readonly TreeFile[],
  file: TreeFile,
  signal: AbortSignal,
): Promise<ToolError> {
  const listed = files.find(({ path, kind }) => path === '.gitmodules' && kind === 'file')
  const text =
    listed === undefined ? '' : (await readBlob(deps, snapshot, listed.oid, 1024 * 1024, signal)).toString('utf8')
  const url = submoduleUrl(text, file.path)
  return new ToolError('invalid_input', `${file.path} is a submodule: another repository, at commit ${file.oid}.`, {
    hint: `Read that repository${url === undefined ? '' : `, ${JSON.stringify(url.slice(0, 300))}`}, with this ref.`,
  })
}
