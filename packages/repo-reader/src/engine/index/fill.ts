import { isGitFailure } from '../git/failure.ts'
import { fetchCommit, historyDepth } from '../git/remote.ts'
import { admitUrl } from '../locate/admit.ts'
import { absentBlobs, type BlobDeps, bringBlobs } from '../snapshot/blobs.ts'
import type { Progress, Snapshot } from '../snapshot/snapshot.ts'
import { readState, writeState } from '../store/state.ts'
import { looksBinary } from '../tree/language.ts'
import type { TreeFile } from '../tree/list.ts'
import { contentIsNoise } from './kind.ts'
import { metaOf, openForReading } from './schema.ts'
import { writeIndex } from './write.ts'

/** Brings a snapshot's contents and history and indexes them, once for all processes. */
export async function fillIndex(
  deps: BlobDeps,
  snapshot: Snapshot,
  files: readonly TreeFile[],
  signal: AbortSignal,
  progress: Progress,
): Promise<void> {
  const { entry, name, ref } = snapshot
  const held = await entry.fillLock(signal)
  try {
    if (await isIndexed(snapshot)) return
    progress(`Fetching the contents of ${name}`)
    const wanted = files.filter(({ path, kind }) => kind !== 'submodule' && !looksBinary(path) && !contentIsNoise(path))
    const absent = await absentBlobs(
      deps.git,
      snapshot,
      wanted.map(({ oid }) => oid),
      signal,
    )
    const isCut = await bringBlobs(deps, snapshot, absent, signal)
    progress(`Fetching the history of ${name}`)
    // Without its history a repository is searched less well, but searched.
    await deepen(deps, snapshot, isCut, signal).catch((error: unknown) => {
      signal.throwIfAborted()
      progress(`The history of ${name} could not be fetched`)
      if (!isGitFailure(error)) throw error
    })
    progress(`Indexing ${name}`)
    let told = 0
    const source = { git: deps.git, dir: entry.gitDir, commit: snapshot.commit, files }
    await writeIndex(source, entry.indexFile(ref), signal, (done, total) => {
      if (done - told < total / 10) return
      told = done
      progress(`Indexing ${name}: ${done} of ${total} files`)
    })
  } finally {
    held.release()
  }
}

/** True when the index of the snapshot's ref is of its commit. */
export async function isIndexed(snapshot: Snapshot): Promise<boolean> {
  const database = await openForReading(snapshot.entry.indexFile(snapshot.ref))
  if (database === undefined) return false
  try {
    return metaOf(database, 'commit') === snapshot.commit
  } finally {
    database.close()
  }
}

/** Brings older commits, if they are not here or were cut off by fetching the contents. */
async function deepen(deps: BlobDeps, snapshot: Snapshot, isCut: boolean, signal: AbortSignal): Promise<void> {
  const { entry, origin } = snapshot
  if (origin === undefined) return
  const reach = await admitUrl(origin.url, deps.policy)
  const remote = { dir: entry.gitDir, url: origin.url, reach, maxBytes: deps.maxBytes }
  const held = await entry.lock(signal)
  try {
    const state = await readState(entry.stateFile)
    if (state === undefined || (!isCut && state.depth >= historyDepth)) return
    await fetchCommit(deps.git, remote, snapshot.commit, signal, historyDepth)
    await writeState(entry.stateFile, { ...state, depth: historyDepth })
  } finally {
    held.release()
  }
}
