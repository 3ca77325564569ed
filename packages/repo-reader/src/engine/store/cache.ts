import { createHash } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { type Lock, lock, tryLock } from './lock.ts'

/** The place of one repository in the cache. */
export interface Entry {
  readonly key: string
  readonly dir: string
  readonly gitDir: string
  readonly stateFile: string
  /** The search index of one ref. */
  readonly indexFile: (ref: string) => string
  /** Held while refs and commits change; seconds. */
  readonly lock: (signal: AbortSignal) => Promise<Lock>
  /** Held while contents and index are filled; may last minutes. */
  readonly fillLock: (signal: AbortSignal) => Promise<Lock>
  /** Marks the entry as used now. */
  readonly touch: () => Promise<void>
}

export interface Cache {
  readonly entry: (name: string) => Promise<Entry>
  /** Removes least recently used repositories, never `keep`, until the cache is within its bound (or empty, if `all`). */
  readonly evict: (keep: string, all?: boolean) => Promise<void>
}

/** A cache of repositories in `dir`, shared by processes, of at most `maxBytes`. */
export function createCache(dir: string, maxBytes: number): Cache {
  const reposDir = join(dir, 'repos')
  const locksDir = join(dir, 'locks')
  const lockFile = (key: string, purpose: string) => join(locksDir, `${key}.${purpose}`)

  return {
    async entry(name) {
      const key = keyOf(name)
      const own = join(reposDir, key)
      await mkdir(locksDir, { recursive: true, mode: 0o700 })
      await mkdir(own, { recursive: true, mode: 0o700 })
      const stateFile = join(own, 'state.json')
      return {
        key,
        dir: own,
        gitDir: join(own, 'git'),
        stateFile,
        indexFile: (ref) => join(own, `index-${createHash('sha256').update(ref).digest('hex').slice(0, 12)}.db`),
        lock: (signal) => lock(lockFile(key, 'lock'), signal),
        fillLock: (signal) => lock(lockFile(key, 'fill'), signal),
        touch: async () => {
          const now = new Date()
          await utimes(stateFile, now, now).catch(() => {})
        },
      }
    },

    async evict(keep, all = false) {
      const names = await readdir(reposDir).catch(() => [])
      const entries = await Promise.all(
        names.map(async (key) => {
          const path = join(reposDir, key)
          const used = await stat(join(path, 'state.json')).catch(() => stat(path).catch(() => undefined))
          return { key, path, usedAt: used?.mtimeMs ?? 0, bytes: await sizeOf(path) }
        }),
      )
      let total = entries.reduce((sum, { bytes }) => sum + bytes, 0)
      for (const { key, path, bytes } of entries.sort((a, b) => a.usedAt - b.usedAt)) {
        if (!all && total <= maxBytes) return
        if (key === keep) continue
        if (await removeUnlocked(path, lockFile(key, 'lock'), lockFile(key, 'fill'))) total -= bytes
      }
    },
  }
}

/** Renames first: a reader finds the whole repository or none. */
async function removeUnlocked(path: string, ...lockFiles: readonly string[]): Promise<boolean> {
  const held: Lock[] = []
  try {
    for (const file of lockFiles) {
      const taken = await tryLock(file)
      if (taken === undefined) return false
      held.push(taken)
    }
    const gone = `${path}.gone-${process.pid}`
    await rename(path, gone)
    await rm(gone, { recursive: true, force: true, maxRetries: 3 })
    return true
  } catch {
    return false
  } finally {
    for (const taken of held) taken.release()
  }
}

/** A folder name that says what it holds and cannot clash or climb. */
function keyOf(name: string): string {
  const readable = name
    .replace(/[^A-Za-z0-9._-]+/g, '+')
    .replace(/^[.+]+/, '')
    .slice(0, 80)
  return `${readable}-${createHash('sha256').update(name).digest('hex').slice(0, 10)}`
}

/** Bytes of all files below `path`; what vanishes while counting counts nothing. */
export async function sizeOf(path: string): Promise<number> {
  const found = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => [])
  const sizes = await Promise.all(
    found.map(async (file) =>
      file.isFile() ? ((await stat(join(file.parentPath, file.name)).catch(() => undefined))?.size ?? 0) : 0,
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
