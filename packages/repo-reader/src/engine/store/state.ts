import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'

const refState = z.object({
  commit: z.string(),
  /** Milliseconds since 1970, as all times here. */
  committedAt: z.number(),
  checkedAt: z.number(),
})

const repoState = z.object({
  version: z.literal(1),
  /** Where the repository is fetched from, after redirects. */
  url: z.string(),
  /** Commits of history that are here. */
  depth: z.number(),
  refs: z.record(z.string(), refState),
})

/** What is known of a cached repository; its absence means that the folder beside it is unfinished. */
export type RepoState = z.output<typeof repoState>
export type RefState = z.output<typeof refState>

/** Reads the state; an unreadable one counts as absent, and the repository is fetched anew. */
export async function readState(file: string): Promise<RepoState | undefined> {
  try {
    return repoState.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return undefined
  }
}

/** Replaces the state in one step, so that a process that dies leaves the old or the new. */
export async function writeState(file: string, state: RepoState): Promise<void> {
  const next = `${file}.${process.pid}.tmp`
  await writeFile(next, JSON.stringify(state))
  await rename(next, file)
}
