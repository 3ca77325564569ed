import { copyFile, readFile, rm } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import { ToolError } from '@sensorium/kit'
import { commitAt } from '../git/history.ts'
import { initRepository } from '../git/remote.ts'
import type { Git } from '../git/run.ts'
import type { LocalAddress } from '../locate/address.ts'
import { admitLocal } from '../locate/admit.ts'
import type { Cache } from '../store/cache.ts'
import type { OpenOptions, Snapshot } from './snapshot.ts'

export interface LocalDeps {
  readonly git: Git
  readonly cache: Cache
  readonly roots: readonly string[]
}

/**
 * Opens one commit of a repository on this machine. Its own configuration can name programs for git to run, so git
 * runs there for nothing but `rev-parse`; objects are read through a bare repository of ours that borrows its store.
 */
export async function openLocal(deps: LocalDeps, address: LocalAddress, options: OpenOptions): Promise<Snapshot> {
  const path = await admitLocal(address, options.local, deps.roots)
  const { git } = deps
  const { signal } = options
  const common = await git.run(['-C', path, 'rev-parse', '--git-common-dir'], { signal }).catch((cause: unknown) => {
    if (ToolError.isInstance(cause)) throw cause
    throw new ToolError('not_found', `${path} is not a git repository.`, {
      hint: 'Run git init and commit there first.',
      cause,
    })
  })
  const gitDir = resolveFrom(path, common.toString().replace(/\n$/, ''))
  const ref = options.ref ?? 'HEAD'
  const named = ['-C', path, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]
  const commit = await git.run(named, { signal }).catch((cause: unknown) => {
    throw new ToolError('not_found', `${path} has no commit ${ref}.`, { hint: 'Only committed files are read.', cause })
  })
  const entry = await deps.cache.entry(path)
  const store = join(gitDir, 'objects')
  const held = await entry.lock(signal)
  try {
    await borrow(entry.gitDir, path, store)
    await copyFile(join(gitDir, 'shallow'), join(entry.gitDir, 'shallow')).catch(() => {})
  } finally {
    held.release()
  }
  const found = await commitAt(git, entry.gitDir, commit.toString().trim(), signal)
  return { name: path, entry, ref, ...found, checkedAt: Date.now() }
}

async function borrow(dir: string, path: string, store: string): Promise<void> {
  const borrowed = await readFile(join(dir, 'objects', 'info', 'alternates'), 'utf8').catch(() => undefined)
  if (borrowed === `${store}\n`) return
  if (store.includes('\n')) throw new ToolError('invalid_input', 'Paths with line breaks are not read.')
  await rm(dir, { recursive: true, force: true })
  await initRepository(dir, path, store)
}

function resolveFrom(base: string, path: string): string {
  return isAbsolute(path) ? path : resolve(base, path)
}
