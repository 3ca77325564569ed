import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'
import { PostingWriter } from './postings.ts'
import { type Field, field } from './schema.ts'

/** Postings kept in memory before they are written as a segment; about 150 MB at most. */
const flushAt = 3_000_000

/** Collects posting lists and writes them as segments. */
export interface SegmentWriter {
  /** Adds one document; its id must be greater than every earlier one of the field. Returns its number of terms. */
  add(into: Field, id: number, terms: readonly string[]): number
  /** Writes what is held, if it is much or `always`, letting other work run in between. */
  flush(always?: boolean): Promise<void>
}

export function createSegmentWriter(database: DatabaseSync): SegmentWriter {
  const lists: Map<string, PostingWriter>[] = Object.values(field).map(() => new Map())
  const insert = database.prepare('INSERT INTO postings (field, term, segment, data) VALUES (?, ?, ?, ?)')
  const last = database.prepare('SELECT max(segment) AS segment FROM postings').get()?.['segment']
  let segment = typeof last === 'number' ? last + 1 : 0
  let held = 0
  return {
    add(into, id, terms) {
      const counts = new Map<string, number>()
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
      const list = lists[into] ?? new Map<string, PostingWriter>()
      for (const [term, count] of counts) {
        let writer = list.get(term)
        if (writer === undefined) {
          writer = new PostingWriter()
          list.set(term, writer)
        }
        writer.add(id, count)
      }
      held += counts.size
      return terms.length
    },
    async flush(always = false) {
      if (held === 0 || (!always && held < flushAt)) return
      for (const [into, list] of lists.entries()) {
        let written = 0
        for (const [term, writer] of list) {
          insert.run(into, term, segment, writer.take())
          written += 1
          if (written % 1_000 === 0) await turn()
        }
        list.clear()
      }
      segment += 1
      held = 0
    },
  }
}
