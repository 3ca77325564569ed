import { ToolError } from '@sensorium/kit'
import { isGitFailure } from '../git/failure.ts'
import { objectSize, presentBlobs, readBlobs } from '../git/objects.ts'
import { fetchBlobs, fetchTreeContents } from '../git/remote.ts'
import type { Git } from '../git/run.ts'
import { admitUrl, type HostPolicy } from '../locate/admit.ts'
import type { Snapshot } from './snapshot.ts'

export interface BlobDeps {
  readonly git: Git
  readonly policy: HostPolicy
  readonly maxBytes: number
}

/** Blobs up to this many are named one by one in a request; more are fetched with their whole tree (measured). */
const namedBlobs = 5_000

/**
 * Makes blobs of a snapshot present in one request; one by one would cost 200 ms each.
 *
 * @returns true when that cut the history down to the snapshot
 */
export async function bringBlobs(
  deps: BlobDeps,
  snapshot: Snapshot,
  oids: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  const { entry, origin } = snapshot
  if (origin === undefined || oids.length === 0) return false
  const reach = await admitUrl(origin.url, deps.policy)
  const remote = { dir: entry.gitDir, url: origin.url, reach, maxBytes: deps.maxBytes }
  if (oids.length > namedBlobs) {
    await fetchTreeContents(deps.git, remote, snapshot.commit, signal)
    return true
  }
  await fetchBlobs(deps.git, remote, oids, signal)
  return false
}

/** The blobs of `oids` that are not here. */
export async function absentBlobs(git: Git, snapshot: Snapshot, oids: readonly string[], signal: AbortSignal) {
  const present = await presentBlobs(git, snapshot.entry.gitDir, signal)
  return oids.filter((oid) => !present.has(oid))
}

/**
 * The bytes of one blob, fetched if need be.
 *
 * @throws ToolError `too_large` above `maxBytes`
 */
export async function readBlob(
  deps: BlobDeps,
  snapshot: Snapshot,
  oid: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const { gitDir } = snapshot.entry
  const size = await objectSize(deps.git, gitDir, oid, signal).catch(async (error: unknown) => {
    if (!isGitFailure(error, 'missing-object') || snapshot.origin === undefined) throw error
    await bringBlobs(deps, snapshot, [oid], signal)
    return await objectSize(deps.git, gitDir, oid, signal)
  })
  if (size > maxBytes) {
    throw new ToolError(
      'too_large',
      `The file has ${size.toLocaleString('en')} bytes; at most ${maxBytes.toLocaleString('en')} are read.`,
    )
  }
  for await (const blob of readBlobs(deps.git, gitDir, [oid], signal)) return Buffer.from(blob.bytes)
  throw new ToolError('internal', 'The file could not be read.')
}
