import { eachPosting } from '../index/postings.ts'
import { type Field, field } from '../index/schema.ts'
import { queryTerms } from '../index/tokenise.ts'
import { type IndexView, messageShare } from './view.ts'

/** A file found, and what of it answered. */
export interface Hit {
  /** Place in the view's files. */
  readonly file: number
  readonly score: number
  /** Share of each signal in the score, by name. */
  readonly signals: Readonly<Record<Signal, number>>
  /** Place of the best chunk within the file, when its text matched. */
  readonly chunk?: number
}

export interface CommitHit {
  readonly commit: number
  readonly score: number
}

export interface Ranking {
  readonly hits: readonly Hit[]
  readonly commits: readonly CommitHit[]
  readonly terms: readonly string[]
}

/** Weights of signals, each normalised to its greatest value; tuned on four repositories and held to others (README). */
const weights = {
  /** Words of the whole file. */
  body: 1.2,
  /** Words that stand close together: its best chunks. */
  passage: 0.6,
  /** How much of the query the file covers at all. */
  coverage: 0.4,
  path: 0.3,
  definition: 0.2,
  /** Files of the commits whose messages match. */
  history: 0.4,
  /** The same, where the best messages count far more than the next. */
  closeHistory: 0.6,
  /** All messages that ever touched the file, read as one text. */
  lore: 0.5,
} as const

export type Signal = keyof typeof weights

const saturation = 1.2
const commitsUsed = 200

/** Ranks files and commits for a query. */
export function rank(view: IndexView, query: string, limit: number): Ranking {
  const terms = queryTerms(query)
  const count = view.files.length
  const signals = Object.fromEntries(Object.keys(weights).map((name) => [name, new Float64Array(count)])) as Record<
    Signal,
    Float64Array
  >
  const chunks = new Float64Array(view.chunkFile.length)
  const commits = new Float64Array(view.commits.length)
  const average = {
    body: mean(view.bodyLength),
    chunk: mean(view.bodyLength) * (count / Math.max(1, view.chunkCount)),
    path: view.files.reduce((sum, { pathLength }) => sum + pathLength, 0) / Math.max(1, count),
    definition: view.files.reduce((sum, { definitionLength }) => sum + definitionLength, 0) / Math.max(1, count),
    message: view.commits.reduce((sum, commit) => sum + (commit?.length ?? 0), 0) / Math.max(1, view.commitCount),
    lore: mean(view.messageLength),
  }
  let mass = 0

  for (const term of terms) {
    const messages = countsOf(view, field.message, term, (row) => (view.commits[row] === undefined ? -1 : row))
    const weight = 0.3 + 0.7 * (rarity(messages.size, view.commitCount) / rarity(0, view.commitCount))
    const lore = new Map<number, number>()
    for (const [row, times] of messages) {
      const commit = view.commits[row]
      if (commit === undefined) continue
      commits[row] = (commits[row] ?? 0) + bm25(times, commit.length / average.message, 0.5) * rarity(messages.size, view.commitCount)
      for (const file of commit.files) lore.set(file, (lore.get(file) ?? 0) + Math.min(times, 3) * messageShare(commit))
    }
    spread(signals.lore, lore, count, (file) => (view.messageLength[file] ?? 0) / average.lore, 0.5, 1)

    const body = new Map<number, number>()
    const inChunks: [number, number][] = []
    for (const list of view.postings(field.body, term)) {
      eachPosting(list, (chunk, times) => {
        const file = view.chunkFile[chunk] ?? -1
        if (file < 0) return
        body.set(file, (body.get(file) ?? 0) + times)
        inChunks.push([chunk, times])
      })
    }
    const chunkRarity = rarity(inChunks.length, view.chunkCount) * weight
    for (const [chunk, times] of inChunks) {
      const length = (view.chunkLength[chunk] ?? 0) / average.chunk
      chunks[chunk] = (chunks[chunk] ?? 0) + bm25(times, length, 0.75) * chunkRarity
    }
    spread(signals.body, body, count, (file) => (view.bodyLength[file] ?? 0) / average.body, 0.6, weight)

    const paths = countsOf(view, field.path, term, (row) => view.fileOfRow[row] ?? -1)
    spread(signals.path, paths, count, (file) => (view.files[file]?.pathLength ?? 0) / average.path, 0.5, 1)
    const definitions = countsOf(view, field.definition, term, (row) => view.fileOfRow[row] ?? -1)
    spread(signals.definition, definitions, count, (file) => (view.files[file]?.definitionLength ?? 0) / average.definition, 0.2, 1)

    const idf = body.size + paths.size === 0 ? 0 : rarity(Math.max(body.size, 1), count)
    mass += idf
    for (const file of new Set([...body.keys(), ...paths.keys()])) signals.coverage[file] = (signals.coverage[file] ?? 0) + idf
  }
  signals.coverage.forEach((value, file) => {
    signals.coverage[file] = mass === 0 ? 0 : (value / mass) ** 2
  })
  const best = sumPassages(view, chunks, signals.passage)
  const commitHits = spreadCommits(view, commits, signals.history, signals.closeHistory)
  return { hits: combine(view, signals, best, limit), commits: commitHits.slice(0, 10), terms }
}

/** BM25's part for one term: how often it stands there, against the length relative to the mean. */
function bm25(times: number, relativeLength: number, lengthWeight: number): number {
  return (times * (saturation + 1)) / (times + saturation * (1 - lengthWeight + lengthWeight * relativeLength))
}

function rarity(having: number, of: number): number {
  return Math.log(1 + (of - having + 0.5) / (having + 0.5))
}

function spread(
  into: Float64Array,
  counts: ReadonlyMap<number, number>,
  of: number,
  relativeLength: (file: number) => number,
  lengthWeight: number,
  weight: number,
): void {
  const idf = rarity(counts.size, of) * weight
  for (const [file, times] of counts) into[file] = (into[file] ?? 0) + idf * bm25(times, relativeLength(file), lengthWeight)
}

function countsOf(view: IndexView, of: Field, term: string, place: (row: number) => number): Map<number, number> {
  const counts = new Map<number, number>()
  for (const list of view.postings(of, term)) {
    eachPosting(list, (row, times) => {
      const at = place(row)
      if (at >= 0) counts.set(at, (counts.get(at) ?? 0) + times)
    })
  }
  return counts
}

/** Adds up each file's best passages, every next one for half; returns the best passage of each file. */
function sumPassages(view: IndexView, chunks: Float64Array, into: Float64Array): Int32Array {
  const best = new Int32Array(view.files.length).fill(-1)
  view.files.forEach(({ firstChunk, chunkLines }, file) => {
    const scores = chunks.subarray(firstChunk, firstChunk + chunkLines.length)
    const sorted = [...scores].filter((score) => score > 0).sort((a, b) => b - a)
    if (sorted[0] === undefined) return
    best[file] = scores.indexOf(sorted[0])
    into[file] = sorted.slice(0, 6).reduce((sum, score, place) => sum + score / 2 ** place, 0)
  })
  return best
}

function spreadCommits(view: IndexView, scores: Float64Array, wide: Float64Array, close: Float64Array): CommitHit[] {
  const hits = [...scores.keys()].flatMap((commit) => {
    const score = scores[commit] ?? 0
    return score > 0 ? [{ commit, score }] : []
  })
  hits.sort((a, b) => b.score - a.score)
  const top = hits[0]?.score ?? 1
  for (const { commit, score } of hits.slice(0, commitsUsed)) {
    const found = view.commits[commit]
    if (found === undefined) continue
    const share = (score / top) ** 2 / Math.sqrt(found.changed)
    const closeShare = (score / top) ** 4 / Math.sqrt(found.changed)
    for (const file of found.files) {
      wide[file] = (wide[file] ?? 0) + share
      close[file] = (close[file] ?? 0) + closeShare
    }
  }
  return hits
}

function combine(view: IndexView, signals: Record<Signal, Float64Array>, best: Int32Array, limit: number): Hit[] {
  const parts = (Object.entries(weights) as [Signal, number][]).map(([name, weight]) => {
    const most = signals[name].reduce((a, b) => Math.max(a, b), 0)
    return { name, values: signals[name], factor: most === 0 ? 0 : weight / most }
  })
  const scores = view.files.map(({ standing }, file) => {
    let sum = 0
    for (const { values, factor } of parts) sum += (values[file] ?? 0) * factor
    return sum * standing
  })
  const order = [...scores.keys()].filter((file) => (scores[file] ?? 0) > 0)
  order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  return order.slice(0, limit).map((file) => {
    const chunk = best[file] ?? -1
    return {
      file,
      score: scores[file] ?? 0,
      signals: Object.fromEntries(parts.map(({ name, values, factor }) => [name, (values[file] ?? 0) * factor])) as Record<Signal, number>,
      ...(chunk < 0 ? {} : { chunk }),
    }
  })
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length) || 1
}
