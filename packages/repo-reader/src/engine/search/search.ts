import { readContent } from '../file/content.ts'
import { readBlobs } from '../git/objects.ts'
import type { Git } from '../git/run.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import type { Hit, Signal } from './combine.ts'
import { rank } from './rank.ts'
import { type Snippet, snippetOf } from './snippet.ts'
import type { IndexView } from './view.ts'

export interface FoundFile {
  readonly path: string
  /** The signals that carried it, strongest first. */
  readonly why: readonly Signal[]
  /** Absent when its path or history answered and its text did not. */
  readonly snippet?: Snippet
}

export interface FoundCommit {
  readonly oid: string
  readonly date: string
  readonly title: string
  readonly paths: readonly string[]
}

export interface Found {
  readonly files: readonly FoundFile[]
  readonly commits: readonly FoundCommit[]
  /** Files that were looked through. */
  readonly searched: number
}

/** Lines of a snippet by its rank: the first answers are read, the last are glanced at. */
const heightAt = (rank: number) => (rank < 3 ? 12 : rank < 6 ? 6 : 3)

/** Finds the files and commits of a snapshot that a query is about. */
export async function search(
  git: Git,
  snapshot: Snapshot,
  view: IndexView,
  query: string,
  limit: number,
  signal: AbortSignal,
): Promise<Found> {
  const { hits, commits, terms } = rank(view, query, limit)
  const texts = await textsOf(git, snapshot, view, hits, signal)
  const wanted = new Set(terms)
  const files = hits.map((hit, place): FoundFile => {
    const file = view.files[hit.file]
    const path = file?.path ?? ''
    const lines = texts.get(file?.oid ?? '')
    const why = whyOf(hit)
    if (file === undefined || lines === undefined || hit.chunk === undefined) return { path, why }
    const at = hit.chunk - file.firstChunk
    const from = file.chunkLines[at] ?? 1
    const to = Math.min(from + 39, (file.chunkLines[at + 1] ?? Number.POSITIVE_INFINITY) - 1, lines.length)
    return { path, why, snippet: snippetOf(path, lines, from, to, wanted, heightAt(place)) }
  })
  return {
    files,
    commits: commits.slice(0, 5).flatMap(({ commit }) => describe(view, commit)),
    searched: view.files.length,
  }
}

async function textsOf(git: Git, snapshot: Snapshot, view: IndexView, hits: readonly Hit[], signal: AbortSignal) {
  const { gitDir } = snapshot.entry
  const asked = [
    ...new Set(hits.flatMap(({ file, chunk }) => (chunk === undefined ? [] : (view.files[file]?.oid ?? [])))),
  ]
  const texts = new Map<string, readonly string[]>()
  for await (const { oid, bytes } of readBlobs(git, gitDir, asked, signal)) {
    const content = readContent(Buffer.from(bytes))
    if (content.kind === 'text') texts.set(oid, content.lines)
  }
  return texts
}

function whyOf({ parts }: Hit): Signal[] {
  const sorted = (Object.entries(parts) as [Signal, number][])
    .filter(([, part]) => part > 0.1)
    .sort((a, b) => b[1] - a[1])
  return sorted.slice(0, 3).map(([signal]) => signal)
}

function describe(view: IndexView, row: number): FoundCommit[] {
  const commit = view.commits[row]
  if (commit === undefined) return []
  const paths = commit.files.slice(0, 5).flatMap((file) => view.files[file]?.path ?? [])
  return [
    { oid: commit.oid, date: new Date(commit.time * 1_000).toISOString().slice(0, 10), title: commit.title, paths },
  ]
}
