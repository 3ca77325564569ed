import { readContent } from '../file/content.ts'
import { readBlobs } from '../git/objects.ts'
import type { Git } from '../git/run.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import type { Hit, Signal } from './combine.ts'
import { rank } from './rank.ts'
import { candidates, type Reranker, rerankProblem } from './rerank.ts'
import { type Snippet, snippetOf } from './snippet.ts'
import type { IndexView, ViewedFile } from './view.ts'

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
  /** Why the files are ranked by words alone though they should not be. */
  readonly problem?: string
}

/** Lines of a snippet by its rank: the first answers are read, the last are glanced at. */
const heightAt = (rank: number) => (rank < 3 ? 12 : rank < 6 ? 6 : 3)

export interface SearchDeps {
  readonly git: Git
  readonly reranker?: Reranker | undefined
}

/** Finds the files and commits of a snapshot that a query is about. */
export async function search(
  { git, reranker }: SearchDeps,
  snapshot: Snapshot,
  view: IndexView,
  query: string,
  limit: number,
  signal: AbortSignal,
): Promise<Found> {
  const ranking = rank(view, query, reranker === undefined ? limit : Math.max(limit, candidates))
  const { commits, terms } = ranking
  const texts = await textsOf(git, snapshot, view, ranking.hits, signal)
  const { order, problem } = await orderOf(reranker, query, view, ranking.hits, texts, signal)
  const hits = order.slice(0, limit).flatMap((place) => ranking.hits[place] ?? [])
  const wanted = new Set(terms)
  const files = hits.map((hit, place): FoundFile => {
    const file = view.files[hit.file]
    const path = file?.path ?? ''
    const lines = texts.get(file?.oid ?? '')
    const why = whyOf(hit)
    if (file === undefined || lines === undefined || hit.chunk === undefined) return { path, why }
    const { from, to } = extentOf(file, hit.chunk, lines.length)
    return { path, why, snippet: snippetOf(path, lines, from, to, wanted, heightAt(place)) }
  })
  return {
    files,
    commits: commits.slice(0, 5).flatMap(({ commit }) => describe(view, commit)),
    searched: view.files.length,
    ...(problem === undefined ? {} : { problem }),
  }
}

/** First and last line of a chunk, counted from 1. */
function extentOf(file: ViewedFile, chunk: number, lines: number): { from: number; to: number } {
  const at = chunk - file.firstChunk
  const from = file.chunkLines[at] ?? 1
  return { from, to: Math.min(from + 39, (file.chunkLines[at + 1] ?? Number.POSITIVE_INFINITY) - 1, lines) }
}

/** Places of hits, best first; a service that fails leaves their own order. */
async function orderOf(
  reranker: Reranker | undefined,
  query: string,
  view: IndexView,
  hits: readonly Hit[],
  texts: ReadonlyMap<string, readonly string[]>,
  signal: AbortSignal,
): Promise<{ order: readonly number[]; problem?: string }> {
  const passages = hits.map(({ file: at, chunk }) => {
    const file = view.files[at]
    const lines = texts.get(file?.oid ?? '')
    if (file === undefined || lines === undefined || chunk === undefined) return undefined
    const { from, to } = extentOf(file, chunk, lines.length)
    return [file.path, ...lines.slice(from - 1, to)].join('\n')
  })
  const own = [...hits.keys()]
  if (reranker === undefined || passages.every((text) => text === undefined)) return { order: own }
  try {
    return { order: await reranker.order(query, passages, signal) }
  } catch (error) {
    signal.throwIfAborted()
    return { order: own, problem: rerankProblem(error) }
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

/** The strongest signals; at least one, since something carried it. */
function whyOf({ parts }: Hit): Signal[] {
  const sorted = (Object.entries(parts) as [Signal, number][])
    .filter(([, part]) => part > 0)
    .sort((a, b) => b[1] - a[1])
  return sorted.filter(([, part], place) => place === 0 || (place < 3 && part > 0.1)).map(([signal]) => signal)
}

function describe(view: IndexView, row: number): FoundCommit[] {
  const commit = view.commits[row]
  if (commit === undefined) return []
  const paths = commit.files.slice(0, 5).flatMap((file) => view.files[file]?.path ?? [])
  return [
    { oid: commit.oid, date: new Date(commit.time * 1_000).toISOString().slice(0, 10), title: commit.title, paths },
  ]
}
