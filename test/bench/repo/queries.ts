import { readFileSync } from 'node:fs'

/** A question with the files that answered it: a commit's title and what it changed. */
export interface Query {
  readonly id: string
  readonly repo: string
  /** The commit to index: older than the one the question is of. */
  readonly snapshot: string
  readonly query: string
  readonly relevant: readonly string[]
}

export function readQueries(file: string): Query[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Query)
}

export interface Scores {
  readonly r5: number
  readonly r10: number
  readonly mrr: number
}

/** Recall within 5 and 10 and the reciprocal rank (within 10) of one answer. */
export function scoreOf(paths: readonly string[], relevant: readonly string[]): Scores {
  const within = (limit: number) =>
    relevant.filter((path) => paths.slice(0, limit).includes(path)).length / relevant.length
  const first = paths.slice(0, 10).findIndex((path) => relevant.includes(path))
  return { r5: within(5), r10: within(10), mrr: first < 0 ? 0 : 1 / (first + 1) }
}

export function meanOf(scores: readonly Scores[]): Scores {
  const mean = (pick: (score: Scores) => number) => scores.reduce((sum, each) => sum + pick(each), 0) / scores.length
  return { r5: mean(({ r5 }) => r5), r10: mean(({ r10 }) => r10), mrr: mean(({ mrr }) => mrr) }
}

export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
}
