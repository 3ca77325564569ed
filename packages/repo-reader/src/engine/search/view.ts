import type { DatabaseSync } from 'node:sqlite'
import { kindOf } from '../index/kind.ts'
import { type Field, metaOf, numbersOf } from '../index/schema.ts'

/** What ranking reads of an index over and over, held in memory: about 300 bytes a file. */
export interface IndexView {
  readonly commit: string
  readonly files: readonly ViewedFile[]
  /** File (its place in `files`) and length in terms of every chunk; -1 where the chunk is of a file that is gone. */
  readonly chunkFile: Int32Array
  readonly chunkLength: Uint16Array
  readonly chunkCount: number
  /** Place in `files` by row id. */
  readonly fileOfRow: Int32Array
  /** Folder of each file, and how many files are in each folder itself. */
  readonly folderOf: Int32Array
  readonly folderSize: readonly number[]
  /** Factor on each file's score, from what its path says. */
  readonly standing: Float64Array
  /** Mean lengths, in terms. */
  readonly mean: Readonly<Record<'chunk' | 'path' | 'definition' | 'message' | 'lore', number>>
  /** Commits by row id; sparse. */
  readonly commits: readonly (ViewedCommit | undefined)[]
  readonly commitCount: number
  /** Length of each file's commit messages, as `messageShare` weighs them. */
  readonly messageLength: Float64Array
  /** Posting lists of a term, one a segment. */
  readonly postings: (of: Field, term: string) => readonly Uint8Array[]
  /** Bytes of files by object id. */
  readonly sizes: () => ReadonlyMap<string, number>
  readonly close: () => void
}

export interface ViewedFile {
  readonly path: string
  readonly oid: string
  readonly size: number
  readonly pathLength: number
  readonly definitionLength: number
  readonly firstChunk: number
  /** First lines of the chunks. */
  readonly chunkLines: readonly number[]
}

export interface ViewedCommit {
  readonly oid: string
  readonly time: number
  readonly title: string
  readonly length: number
  /** Paths changed, whether or not they are still there. */
  readonly changed: number
  /** Files changed that are still there. */
  readonly files: readonly number[]
}

/** Commits that change more files than this tell nothing of one. */
export const widestCommit = 50

/** The part of a commit's words that each of its files gets. */
export const messageShare = (commit: ViewedCommit) => 1 / Math.sqrt(commit.changed)

export function openView(database: DatabaseSync): IndexView {
  const rows = database
    .prepare('SELECT files.*, path FROM files JOIN paths ON paths.id = path_id ORDER BY files.id')
    .all()
  const chunkTotal = Number(metaOf(database, 'next_chunk') ?? 0)
  const chunkFile = new Int32Array(chunkTotal).fill(-1)
  const chunkLength = new Uint16Array(chunkTotal)
  const fileOfRow = new Int32Array(Number(rows.at(-1)?.['id'] ?? 0) + 1).fill(-1)
  const folderOf = new Int32Array(rows.length)
  const folderSize: number[] = []
  const folders = new Map<string, number>()
  const fileOfPath = new Map<number, number>()
  let chunkCount = 0
  const files = rows.map((row, at): ViewedFile => {
    const path = String(row['path'])
    const measures = numbersOf(row['chunks'])
    const firstChunk = Number(row['first_chunk'])
    const chunkLines: number[] = []
    for (let pair = 0; pair < measures.length; pair += 2) {
      const chunk = firstChunk + pair / 2
      const length = measures[pair + 1] ?? 0
      chunkLines.push(measures[pair] ?? 1)
      chunkFile[chunk] = at
      chunkLength[chunk] = Math.min(length, 65_535)
      chunkCount += 1
    }
    const folderName = path.slice(0, Math.max(path.lastIndexOf('/'), 0))
    const folder = folders.get(folderName) ?? folders.size
    folders.set(folderName, folder)
    folderOf[at] = folder
    folderSize[folder] = (folderSize[folder] ?? 0) + 1
    fileOfRow[Number(row['id'])] = at
    fileOfPath.set(Number(row['path_id']), at)
    return {
      path,
      oid: String(row['oid']),
      size: Number(row['size']),
      pathLength: Number(row['path_length']),
      definitionLength: Number(row['definition_length']),
      firstChunk,
      chunkLines,
    }
  })
  const commits: (ViewedCommit | undefined)[] = []
  const messageLength = new Float64Array(rows.length)
  let commitCount = 0
  for (const row of database.prepare('SELECT * FROM commits').iterate()) {
    const changed = Number(row['changed'])
    const here = [...numbersOf(row['path_ids'])].flatMap((id) => fileOfPath.get(id) ?? [])
    if (here.length === 0 || changed > widestCommit) continue
    const commit = {
      oid: String(row['oid']),
      time: Number(row['time']),
      title: String(row['title']),
      length: Number(row['length']),
      changed,
      files: here,
    }
    commits[Number(row['id'])] = commit
    commitCount += 1
    for (const file of here) messageLength[file] = (messageLength[file] ?? 0) + commit.length * messageShare(commit)
  }
  const select = database.prepare('SELECT data FROM postings WHERE field = ? AND term = ?')
  const mean = (sum: number, of: number) => sum / Math.max(1, of) || 1
  const sumOf = (values: Iterable<number>) => {
    let sum = 0
    for (const value of values) sum += value
    return sum
  }
  return {
    commit: metaOf(database, 'commit') ?? '',
    files,
    chunkFile,
    chunkLength,
    chunkCount,
    fileOfRow,
    folderOf,
    folderSize,
    standing: Float64Array.from(files, ({ path }) => standingOf(path)),
    mean: {
      chunk: mean(sumOf(chunkLength), chunkCount),
      path: mean(sumOf(files.map(({ pathLength }) => pathLength)), files.length),
      definition: mean(sumOf(files.map(({ definitionLength }) => definitionLength)), files.length),
      message: mean(sumOf(commits.map((commit) => commit?.length ?? 0)), commitCount),
      lore: mean(sumOf(messageLength), files.length),
    },
    commits,
    commitCount,
    messageLength,
    postings: (of, term) => select.all(of, term).flatMap(({ data }) => (data instanceof Uint8Array ? [data] : [])),
    sizes: () => new Map(files.map(({ oid, size }) => [oid, size])),
    close: () => database.close(),
  }
}

/** People look for code before tests, settings and generated files (learned with the weights of signals). */
function standingOf(path: string): number {
  const kind = kindOf(path)
  const factors = [
    kind.test ? 0.15 : 1,
    kind.generated ? 0.7 : 1,
    kind.translated ? 0.4 : 1,
    kind.document ? 0.86 : 1,
    kind.setting ? 0.9 : 1,
  ]
  return factors.reduce((product, factor) => product * factor, 1)
}
