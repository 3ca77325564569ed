import { copyFile, rename, rm } from 'node:fs/promises'
import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'
import { isGitFailure } from '../git/failure.ts'
import { type Commit, readHistory } from '../git/history.ts'
import { presentBlobs, readBlobs } from '../git/objects.ts'
import { historyDepth } from '../git/remote.ts'
import type { Git } from '../git/run.ts'
import type { TreeFile } from '../tree/list.ts'
import { chunksOf } from './chunk.ts'
import { contentIsNoise, kindOf } from './kind.ts'
import { outlineOf } from './outline.ts'
import { blobOf, field, indexVersion, metaOf, openForReading, openForWriting, setMeta } from './schema.ts'
import { createSegmentWriter, type SegmentWriter } from './segment.ts'
import { termsOf } from './tokenise.ts'

export interface IndexSource {
  readonly git: Git
  readonly dir: string
  readonly commit: string
  readonly files: readonly TreeFile[]
}

/** Files above this many bytes are indexed by their path alone. */
export const largestText = 512 * 1024
/** Each update adds a segment that every query reads, and leaves dead postings behind: then all is written anew. */
const mostSegments = 12

/**
 * Writes the index of a commit to `target`: anew, or as the index that is there plus what changed. A process that dies
 * in between leaves the old index.
 */
export async function writeIndex(
  source: IndexSource,
  target: string,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const draft = `${target}.${process.pid}.new`
  const isUpdate = await startFrom(target, draft, source.files)
  let database: DatabaseSync | undefined
  try {
    database = await openForWriting(draft, !isUpdate)
    database.exec('BEGIN')
    const writer = createSegmentWriter(database)
    await writeFiles(source, await presentBlobs(source.git, source.dir, signal), database, writer, signal, progress)
    await writeCommits(source, database, writer, signal)
    await writer.flush(true)
    setMeta(database, 'version', indexVersion)
    setMeta(database, 'commit', source.commit)
    database.exec('COMMIT')
    database.close()
    database = undefined
    await rename(draft, target)
  } finally {
    database?.close()
    await rm(draft, { force: true })
  }
}

/** An index in memory of what is here before any contents are: paths, and the commits that were fetched so far. */
export async function sketchIndex(source: IndexSource, signal: AbortSignal): Promise<DatabaseSync> {
  const database = await openForWriting(':memory:', true)
  try {
    const writer = createSegmentWriter(database)
    await writeFiles(source, new Map(), database, writer, signal, () => {})
    // The history may be cut while it is read: another process is fetching.
    await writeCommits(source, database, writer, signal).catch((error: unknown) => {
      if (!isGitFailure(error)) throw error
    })
    await writer.flush(true)
    setMeta(database, 'commit', source.commit)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Copies the index to build on when most of it still holds. */
async function startFrom(target: string, draft: string, files: readonly TreeFile[]): Promise<boolean> {
  await rm(draft, { force: true })
  const old = await openForReading(target)
  if (old === undefined) return false
  try {
    const segments = Number(old.prepare('SELECT max(segment) AS last FROM postings').get()?.['last'] ?? 0)
    const kept = new Map(
      old
        .prepare('SELECT path, oid FROM files JOIN paths ON paths.id = path_id')
        .all()
        .map((row) => [row['path'], row['oid']]),
    )
    const same = files.filter(({ path, oid }) => kept.get(path) === oid).length
    if (segments >= mostSegments || same * 4 < files.length * 3) return false
  } finally {
    old.close()
  }
  await copyFile(target, draft)
  return true
}

async function writeFiles(
  source: IndexSource,
  sizes: ReadonlyMap<string, number>,
  database: DatabaseSync,
  writer: SegmentWriter,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const { git, dir } = source
  const known = new Map(
    database
      .prepare('SELECT files.id, path, oid FROM files JOIN paths ON paths.id = path_id')
      .all()
      .map((row) => [String(row['path']), row]),
  )
  const remove = database.prepare('DELETE FROM files WHERE id = ?')
  const added: TreeFile[] = []
  for (const file of source.files) {
    const old = known.get(file.path)
    known.delete(file.path)
    if (old?.['oid'] === file.oid) continue
    if (old !== undefined) remove.run(old['id'] ?? null)
    if (file.kind !== 'submodule') added.push(file)
  }
  for (const gone of known.values()) remove.run(gone['id'] ?? null)

  const hasText = ({ path, oid, kind }: TreeFile) =>
    kind !== 'symlink' && !contentIsNoise(path) && (sizes.get(oid) ?? largestText + 1) <= largestText
  const insert = fileInserter(database, writer)
  let yieldedAt = performance.now()
  const breathe = async () => {
    if (performance.now() - yieldedAt < 15) return
    await writer.flush()
    await turn()
    signal.throwIfAborted()
    yieldedAt = performance.now()
  }
  for (const file of added.filter((each) => !hasText(each))) {
    insert(file, sizes.get(file.oid) ?? 0, [])
    await breathe()
  }
  const readable = added.filter(hasText)
  let done = 0
  for await (const { bytes } of readBlobs(
    git,
    dir,
    readable.map(({ oid }) => oid),
    signal,
  )) {
    const file = readable[done]
    if (file === undefined) break
    const isText = !bytes.subarray(0, 8_000).includes(0)
    insert(file, bytes.length, isText ? bytes.toString('utf8').split(/\r\n|\n|\r/) : [])
    done += 1
    progress(done, readable.length)
    await breathe()
  }
}

/** Adds one file's row and postings. */
function fileInserter(database: DatabaseSync, writer: SegmentWriter) {
  const pathId = pathIds(database)
  const insert = database.prepare(
    'INSERT INTO files (path_id, oid, size, path_length, definition_length, first_chunk, chunks) VALUES (?, ?, ?, 0, 0, 0, ?)',
  )
  const measure = database.prepare(
    'UPDATE files SET path_length = ?, definition_length = ?, first_chunk = ?, chunks = ? WHERE id = ?',
  )
  let nextChunk = Number(metaOf(database, 'next_chunk') ?? 0)
  return (file: TreeFile, size: number, lines: readonly string[]): void => {
    const id = Number(insert.run(pathId(file.path), file.oid, size, new Uint8Array()).lastInsertRowid)
    const outline = outlineOf(file.path, lines)
    const chunks = chunksOf(lines, kindOf(file.path).document ? outline : [])
    const first = nextChunk
    const measures: number[] = []
    for (const chunk of chunks) {
      const length = writer.add(field.body, nextChunk, termsOf(chunk.lines.join('\n')))
      measures.push(chunk.firstLine, length)
      nextChunk += 1
    }
    const pathLength = writer.add(field.path, id, termsOf(file.path.replaceAll('/', ' ')))
    const definitionLength = writer.add(field.definition, id, termsOf(outline.map(({ name }) => name).join(' ')))
    measure.run(pathLength, definitionLength, first, blobOf(measures), id)
    setMeta(database, 'next_chunk', String(nextChunk))
  }
}

function pathIds(database: DatabaseSync): (path: string) => number {
  const find = database.prepare('SELECT id FROM paths WHERE path = ?')
  const insert = database.prepare('INSERT INTO paths (path) VALUES (?)')
  return (path) => Number(find.get(path)?.['id'] ?? insert.run(path).lastInsertRowid)
}

const trailer = /^(?:co-authored-by|signed-off-by|change-id|reviewed-\w+|acked-by|tested-by|cc|link|git-svn-id):.*$/gim

async function writeCommits(
  source: IndexSource,
  database: DatabaseSync,
  writer: SegmentWriter,
  signal: AbortSignal,
): Promise<void> {
  const pathId = pathIds(database)
  const known = metaOf(database, 'commit')
  const commits = await readHistory(source.git, source.dir, source.commit, historyDepth, signal, known)
  const insert = database.prepare(
    'INSERT OR IGNORE INTO commits (oid, time, title, length, changed, path_ids) VALUES (?, ?, ?, 0, ?, ?)',
  )
  const measure = database.prepare('UPDATE commits SET length = ? WHERE id = ?')
  // Oldest first: ids then rise with time, and age is a difference of ids.
  for (const [at, commit] of commits.toReversed().entries()) {
    if (at % 200 === 0) await turn()
    const { changes, lastInsertRowid } = insert.run(
      commit.oid,
      commit.time,
      titleOf(commit),
      commit.paths.length,
      blobOf(commit.paths.slice(0, 200).map(pathId)),
    )
    if (changes === 0) continue
    const id = Number(lastInsertRowid)
    measure.run(writer.add(field.message, id, termsOf(commit.message.replace(trailer, '').slice(0, 4_000))), id)
  }
}

function titleOf({ message }: Commit): string {
  return message.split('\n', 1)[0]?.slice(0, 200) ?? ''
}
