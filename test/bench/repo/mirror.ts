import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = process.env['REPO_BENCH_MIRROR']

/** The git folder of a repository that the person running the benchmark has brought. */
export function folderOf(repo: string): string {
  if (root === undefined)
    throw new Error('Set REPO_BENCH_MIRROR to a folder that holds owner+name/repo for each repository.')
  const dir = join(root, repo.replace('/', '+'), 'repo')
  if (!existsSync(dir)) throw new Error(`There is no ${dir}: clone ${repo} there with --mirror.`)
  return dir
}

export function mirrorRoot(): string {
  if (root === undefined) throw new Error('Set REPO_BENCH_MIRROR.')
  return root
}
