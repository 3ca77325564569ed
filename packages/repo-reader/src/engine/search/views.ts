import { stat } from 'node:fs/promises'
import { openForReading } from '../index/schema.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import { type IndexView, openView } from './view.ts'

export interface Views {
  /** The view of a snapshot's index, or undefined while there is none of its commit. */
  readonly of: (snapshot: Snapshot) => Promise<IndexView | undefined>
  /** The view of whichever commit of the snapshot's ref was indexed last. */
  readonly latest: (snapshot: Snapshot) => Promise<IndexView | undefined>
  /** A view that is kept until one of another commit or with more history is asked for, as `make` makes it. */
  readonly sketch: (snapshot: Snapshot, depth: number, make: () => Promise<IndexView>) => Promise<IndexView>
  readonly close: () => void
}

/** Indexes held open. */
const kept = 3

/** Keeps a few views in memory; a file that was replaced is opened anew. */
export function createViews(): Views {
  const open = new Map<string, { readonly identity: string; readonly view: IndexView }>()
  const drop = (file: string) => {
    open.get(file)?.view.close()
    open.delete(file)
  }
  const keep = (file: string, identity: string, view: IndexView) => {
    drop(file)
    open.set(file, { identity, view })
    for (const old of [...open.keys()].slice(0, -kept)) drop(old)
    return view
  }
  const latest = async (snapshot: Snapshot) => {
    const file = snapshot.entry.indexFile(snapshot.ref)
    const found = await stat(file).catch(() => undefined)
    if (found === undefined) return undefined
    const identity = `${found.dev}:${found.ino}:${found.mtimeMs}`
    const known = open.get(file)
    if (known?.identity === identity) return known.view
    const database = await openForReading(file)
    return database === undefined ? undefined : keep(file, identity, openView(database))
  }
  return {
    latest,
    async of(snapshot) {
      const view = await latest(snapshot)
      return view?.commit === snapshot.commit ? view : undefined
    },
    async sketch(snapshot, depth, make) {
      const identity = `${snapshot.entry.key} ${snapshot.commit} ${depth}`
      const known = open.get('sketch')
      return known?.identity === identity ? known.view : keep('sketch', identity, await make())
    },
    close() {
      for (const file of open.keys()) drop(file)
    },
  }
}
