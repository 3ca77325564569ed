import { eachPosting } from '../index/postings.ts'
import { type Field, field } from '../index/schema.ts'
import { namedTerms, queryTerms } from '../index/tokenise.ts'
import { combine, type Hit, type Signals, startSignals } from './combine.ts'
import { createTally, type Tally } from './tally.ts'
import { type IndexView, messageShare } from './view.ts'

export interface CommitHit {
  /** Row of the commit. */
  readonly commit: number
  readonly score: number
}

export interface Ranking {
  readonly hits: readonly Hit[]
  readonly commits: readonly CommitHit[]
  readonly terms: readonly string[]
}

/** BM25's k1: how soon another occurrence stops counting. */
const saturation = 1.2
/** BM25's b for each text: how much its length counts (tuned with the weights). */
const lengthWeight = { passage: 0.75, path: 0.5, definition: 0.2, message: 0.5 } as const
const commitsUsed = 200
/** Commits after which one counts half for its files. */
const halfLife = 500

/** Ranks files and commits for a query. */
export function rank(view: IndexView, query: string, limit: number): Ranking {
  const terms = queryTerms(query)
  const signals = startSignals(view.files.length)
  const passages = createTally(view.chunkFile.length)
  const commits = createTally(view.commits.length)
  const scratch = createTally(Math.max(view.files.length, view.commits.length))
  const named = namedTerms(query)
  const total = terms.reduce(
    (mass, term) => mass + rankTerm(view, term, named.has(term), signals, passages, commits, scratch),
    0,
  )

  signals.coverage.forEach((value, file) => {
    signals.coverage[file] = total === 0 ? 0 : (value / total) ** 2
  })
  const best = sumPassages(view, passages, signals)
  const found = spreadCommits(view, commits, signals)
  spreadFolders(view, signals)
  return { hits: combine(view, signals, best, limit), commits: found.slice(0, 10), terms }
}

/** Adds one term's part to every signal; returns how telling the term is. */
function rankTerm(
  view: IndexView,
  term: string,
  isNamed: boolean,
  signals: Signals,
  passages: Tally,
  commits: Tally,
  scratch: Tally,
): number {
  const { mean } = view
  const count = view.files.length
  const spread = (into: Float64Array, lengthOf: (file: number) => number, lengthCounts: number) => {
    const idf = rarity(scratch.keys.length, count)
    for (const file of scratch.keys)
      into[file] = (into[file] ?? 0) + idf * bm25(scratch.of(file), lengthOf(file), lengthCounts)
  }

  const messages: [number, number][] = []
  for (const list of view.postings(field.message, term)) {
    eachPosting(list, (row, times) => {
      if (view.commits[row] !== undefined) messages.push([row, times])
    })
  }
  const messageRarity = rarity(messages.length, view.commitCount)
  for (const [row, times] of messages) {
    const commit = view.commits[row]
    if (commit === undefined) continue
    commits.add(row, bm25(times, commit.length / mean.message, lengthWeight.message) * messageRarity)
    for (const file of commit.files) scratch.add(file, Math.min(times, 3) * messageShare(commit))
  }
  spread(signals.lore, (file) => (view.messageLength[file] ?? 0) / mean.lore, lengthWeight.message)
  scratch.clear()
  // Words of many messages (fix, add, support) say little of where.
  const weight = 0.3 + (0.7 * messageRarity) / rarity(0, view.commitCount)

  const inChunks: [number, number][] = []
  for (const list of view.postings(field.body, term)) {
    eachPosting(list, (chunk, times) => {
      const file = view.chunkFile[chunk] ?? -1
      if (file < 0) return
      scratch.add(file, times)
      inChunks.push([chunk, times])
    })
  }
  const chunkRarity = rarity(inChunks.length, view.chunkCount) * weight
  for (const [chunk, times] of inChunks) {
    const length = (view.chunkLength[chunk] ?? 0) / mean.chunk
    passages.add(chunk, bm25(times, length, lengthWeight.passage) * chunkRarity)
  }
  const having = new Set(scratch.keys)
  scratch.clear()

  countRows(view, field.path, term, scratch)
  spread(signals.path, (file) => (view.files[file]?.pathLength ?? 0) / mean.path, lengthWeight.path)
  for (const file of scratch.keys) having.add(file)
  scratch.clear()

  countRows(view, field.definition, term, scratch)
  spread(
    signals.definition,
    (file) => (view.files[file]?.definitionLength ?? 0) / mean.definition,
    lengthWeight.definition,
  )
  if (isNamed) spread(signals.named, () => 1, lengthWeight.definition)
  scratch.clear()

  if (having.size === 0) return 0
  const telling = rarity(having.size, count)
  for (const file of having) signals.coverage[file] = (signals.coverage[file] ?? 0) + telling
  return telling
}

/** BM25's part for one term: how often it stands there, against the length relative to the mean. */
function bm25(times: number, relativeLength: number, lengthCounts: number): number {
  return (times * (saturation + 1)) / (times + saturation * (1 - lengthCounts + lengthCounts * relativeLength))
}

function rarity(having: number, of: number): number {
  return Math.log(1 + (of - having + 0.5) / (having + 0.5))
}

function countRows(view: IndexView, of: Field, term: string, into: Tally): void {
  for (const list of view.postings(of, term)) {
    eachPosting(list, (row, times) => {
      const file = view.fileOfRow[row] ?? -1
      if (file >= 0) into.add(file, times)
    })
  }
}

/** Adds up each file's six best passages, every next one for half; returns the best chunk of each file. */
function sumPassages(view: IndexView, passages: Tally, signals: Signals): ReadonlyMap<number, number> {
  const best = new Map<number, number>()
  const scoresOf = new Map<number, number[]>()
  for (const chunk of passages.keys) {
    const file = view.chunkFile[chunk] ?? 0
    const score = passages.of(chunk)
    const scores = scoresOf.get(file)
    if (scores === undefined) scoresOf.set(file, [score])
    else scores.push(score)
    const champion = best.get(file)
    if (champion === undefined || passages.of(champion) < score) best.set(file, chunk)
  }
  for (const [file, scores] of scoresOf) {
    if (scores.length > 1) scores.sort((a, b) => b - a)
    let sum = 0
    for (let place = 0; place < Math.min(6, scores.length); place += 1) sum += (scores[place] ?? 0) / 2 ** place
    signals.passage[file] = sum
    signals.bestPassage[file] = scores[0] ?? 0
  }
  return best
}

/** Gives the files of the best commits their share: widely, fading with age, and closely, where only the best count. */
function spreadCommits(view: IndexView, commits: Tally, signals: Signals): CommitHit[] {
  const hits = commits.keys.map((commit) => ({ commit, score: commits.of(commit) })).sort((a, b) => b.score - a.score)
  const top = hits[0]?.score ?? 1
  for (const { commit, score } of hits.slice(0, commitsUsed)) {
    const found = view.commits[commit]
    if (found === undefined) continue
    const age = view.commits.length - 1 - commit
    const share = ((score / top) ** 2 / Math.sqrt(found.changed)) * 0.5 ** (age / halfLife)
    const closeShare = (score / top) ** 4 / Math.sqrt(found.changed)
    for (const file of found.files) {
      signals.history[file] = (signals.history[file] ?? 0) + share
      signals.closeHistory[file] = (signals.closeHistory[file] ?? 0) + closeShare
    }
  }
  return hits
}

/** Gives every file what the commits found say of its folder, the less the more files are in it. */
function spreadFolders(view: IndexView, signals: Signals): void {
  const sums = new Float64Array(view.folderSize.length)
  view.folderOf.forEach((folder, file) => {
    sums[folder] = (sums[folder] ?? 0) + (signals.history[file] ?? 0)
  })
  view.folderOf.forEach((folder, file) => {
    signals.folderHistory[file] = (sums[folder] ?? 0) / Math.sqrt(3 + (view.folderSize[folder] ?? 0))
  })
}
