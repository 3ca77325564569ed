import { stat } from 'node:fs/promises'
import { openForReading } from '../index/schema.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import { type IndexView, openView } from './view.ts'

export interface Views {
  /** The view of a snapshot's index, or undefined while there is none of its commit. */
  readonly of: (snapshot: Snapshot) => Promise<IndexView | undefined>
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
  return {
    async of(snapshot) {
      const file = snapshot.entry.indexFile(snapshot.ref)
      const found = await stat(file).catch(() => undefined)
      if (found === undefined) return undefined
      const identity = `${found.dev}:${found.ino}:${found.mtimeMs}`
      const known = open.get(file)
      if (known?.identity === identity) return known.view.commit === snapshot.commit ? known.view : undefined
      const database = await openForReading(file)
      if (database === undefined) return undefined
      const view = openView(database)
      if (view.commit !== snapshot.commit) {
        view.close()
        return undefined
      }
      drop(file)
      open.set(file, { identity, view })
      for (const old of [...open.keys()].slice(0, -kept)) drop(old)
      return view
    },
    close() {
      for (const file of open.keys()) drop(file)
    },
  }
}
