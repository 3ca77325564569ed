import { ToolError } from '@sensorium/kit'
import { isGitFailure } from '../git/failure.ts'
import type { Git } from '../git/run.ts'
import type { Background } from '../index/background.ts'
import { sketchIndex } from '../index/write.ts'
import type { Progress, Snapshot } from '../snapshot/snapshot.ts'
import { readState } from '../store/state.ts'
import type { TreeFile } from '../tree/list.ts'
import { type IndexView, openView } from './view.ts'
import type { Views } from './views.ts'

/** What an answer rests on while the index of its commit is not ready. */
export type Partial =
  /** The index of an older commit of the same ref. */
  | { readonly kind: 'older'; readonly commit: string }
  /** Paths, and the messages of so many commits that are here; no contents. */
  | { readonly kind: 'names'; readonly commits: number }

export interface Ready {
  readonly view: IndexView
  readonly partial?: Partial
}

export interface ReadinessDeps {
  readonly git: Git
  readonly views: Views
  readonly background: Background
  readonly treeOf: (snapshot: Snapshot) => Promise<readonly TreeFile[]>
  /** How long a search waits for the index; milliseconds. */
  readonly waitMs: number
}

/** Finds what a search can be answered from: the index, waiting for it, or else what is here without it. */
export function createReadiness({ git, views, background, treeOf, waitMs }: ReadinessDeps) {
  return async (snapshot: Snapshot, signal: AbortSignal, progress: Progress): Promise<Ready> => {
    const known = await views.of(snapshot)
    if (known !== undefined) return { view: known }
    // A host that went away after it gave the tree leaves names to search.
    const isFilled = await background.wait(snapshot, waitMs, signal, progress).catch((error: unknown) => {
      if (isGitFailure(error, 'unreachable')) return false
      throw error
    })
    if (isFilled) {
      const view = await views.of(snapshot)
      if (view !== undefined) return { view }
      throw new ToolError('unavailable', `${snapshot.name} changed while it was searched.`, { hint: 'Call again.' })
    }
    const older = await views.latest(snapshot)
    if (older !== undefined) return { view: older, partial: { kind: 'older', commit: older.commit } }
    const source = { git, dir: snapshot.entry.gitDir, commit: snapshot.commit, files: await treeOf(snapshot) }
    const depth = (await readState(snapshot.entry.stateFile))?.depth ?? 0
    const view = await views.sketch(snapshot, depth, async () => openView(await sketchIndex(source, signal)))
    return { view, partial: { kind: 'names', commits: view.commitCount } }
  }
}
