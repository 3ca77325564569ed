import { ToolError } from '@sensorium/kit'
import type { Git } from '../git/run.ts'

export interface TreeFile {
  readonly path: string
  readonly oid: string
  readonly kind: 'file' | 'executable' | 'symlink' | 'submodule'
}

const kinds: Readonly<Record<string, TreeFile['kind']>> = {
  '100644': 'file',
  '100664': 'file',
  '100755': 'executable',
  '120000': 'symlink',
  '160000': 'submodule',
}

/** Files that are listed at most; a tree can be a bomb of 10^10 paths in a few kilobytes. */
const maxFiles = 500_000
const maxPathBytes = 4_096

/** Every file of a commit, in git's order, which keeps folders together. Paths that are not valid UTF-8 are replaced. */
export async function listTree(
  git: Git,
  dir: string,
  commit: string,
  signal: AbortSignal,
): Promise<readonly TreeFile[]> {
  const files: TreeFile[] = []
  const args = ['--git-dir', dir, 'ls-tree', '-r', '-z', '--full-tree', '--end-of-options', commit]
  let rest = ''
  const decoder = new TextDecoder()
  for await (const piece of git.stream(args, { signal, timeoutMs: 60_000 })) {
    const records = (rest + decoder.decode(piece, { stream: true })).split('\0')
    rest = records.pop() ?? ''
    for (const record of records) {
      const tab = record.indexOf('\t')
      const path = record.slice(tab + 1)
      const oid = record.slice(record.lastIndexOf(' ', tab) + 1, tab)
      if (path.length <= maxPathBytes) files.push({ path, oid, kind: kinds[record.slice(0, 6)] ?? 'file' })
    }
    if (files.length > maxFiles || rest.length > maxPathBytes * 16) {
      throw new ToolError('too_large', `The repository has more than ${maxFiles.toLocaleString('en')} files.`)
    }
  }
  return files
}
