import type { DatabaseSync } from 'node:sqlite'

/** Raised when the index of an older version cannot be used. */
export const indexVersion = '1'

/** What a posting list is over. */
export const field = { body: 0, path: 1, definition: 2, message: 3 } as const
export type Field = (typeof field)[keyof typeof field]

/**
 * An inverted index in SQLite: posting lists as blobs, because ranking needs all counts of a term and reads them as one
 * row (FTS5 gives scores only, and its cost grows with every match). A file is never changed after it got its final
 * name: an update is a copy with another segment.
 */
const tables = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE paths (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
CREATE TABLE files (
  id INTEGER PRIMARY KEY AUTOINCREMENT, path_id INTEGER NOT NULL UNIQUE, oid TEXT NOT NULL, size INTEGER NOT NULL,
  path_length INTEGER NOT NULL, definition_length INTEGER NOT NULL, first_chunk INTEGER NOT NULL, chunks BLOB NOT NULL);
CREATE TABLE commits (
  id INTEGER PRIMARY KEY AUTOINCREMENT, oid TEXT NOT NULL UNIQUE, time INTEGER NOT NULL, title TEXT NOT NULL,
  length INTEGER NOT NULL, changed INTEGER NOT NULL, path_ids BLOB NOT NULL);
CREATE TABLE postings (
  field INTEGER NOT NULL, term TEXT NOT NULL, segment INTEGER NOT NULL, data BLOB NOT NULL,
  PRIMARY KEY (field, term, segment)) WITHOUT ROWID;
`

/** Opens an index for writing; it is not yet anyone's, so nothing needs to survive a crash. */
export async function openForWriting(file: string, isNew: boolean): Promise<DatabaseSync> {
  const { DatabaseSync } = await import('node:sqlite')
  const database = new DatabaseSync(file)
  database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000')
  if (isNew) database.exec(tables)
  return database
}

/** Opens a finished index for reading, or returns undefined when there is none that can be used. */
export async function openForReading(file: string): Promise<DatabaseSync | undefined> {
  const { DatabaseSync } = await import('node:sqlite')
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { readOnly: true })
    if (metaOf(database, 'version') === indexVersion) return database
  } catch {
    // Absent, or damaged: either way it is built anew.
  }
  database?.close()
  return undefined
}

export function metaOf(database: DatabaseSync, key: string): string | undefined {
  const row = database.prepare('SELECT value FROM meta WHERE key = ?').get(key)
  return typeof row?.['value'] === 'string' ? row['value'] : undefined
}

export function setMeta(database: DatabaseSync, key: string, value: string): void {
  database.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(key, value)
}

/** Numbers of a blob column. */
export function numbersOf(value: unknown): Uint32Array {
  if (!(value instanceof Uint8Array)) return new Uint32Array()
  return new Uint32Array(value.slice().buffer)
}

export function blobOf(numbers: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(numbers).buffer)
}
