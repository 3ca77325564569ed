import type { IndexView } from './view.ts'

/** Weights of signals, each normalised to its greatest value; learned on 27 repositories, measured on others (README). */
const weights = {
  /** Words that stand close together: the file's best chunks, added up. */
  passage: 1.15,
  /** The best of them alone. */
  bestPassage: 0.75,
  /** How much of the query the file covers at all. */
  coverage: 0.7,
  path: 1,
  definition: 0.2,
  /** Definitions of identifiers that the query spells out. */
  named: 0.55,
  /** Files of the commits whose messages match. */
  history: 0.35,
  /** The same, where the best messages count far more than the next. */
  closeHistory: 0.35,
  /** What its folder has of `history`. */
  folderHistory: 0.5,
  /** All messages that ever touched the file, read as one text. */
  lore: 1.05,
} as const

export type Signal = keyof typeof weights
/** Values by place in the view's files. */
export type Signals = Readonly<Record<Signal, Float64Array>>

/** A file found, and what of it answered. */
export interface Hit {
  /** Place in the view's files. */
  readonly file: number
  readonly score: number
  /** Each signal's part of the score, before the file's standing. */
  readonly parts: Readonly<Record<Signal, number>>
  /** The chunk that answers best, when the text matched. */
  readonly chunk?: number
}

export function startSignals(files: number): Signals {
  return signalsBy(() => new Float64Array(files))
}

function signalsBy<T>(make: (name: Signal) => T): Record<Signal, T> {
  return {
    passage: make('passage'),
    bestPassage: make('bestPassage'),
    coverage: make('coverage'),
    path: make('path'),
    definition: make('definition'),
    named: make('named'),
    history: make('history'),
    closeHistory: make('closeHistory'),
    folderHistory: make('folderHistory'),
    lore: make('lore'),
  }
}

/** Adds the signals up and takes the best files. Tests and the like do not set the measure that others are held to. */
export function combine(view: IndexView, signals: Signals, best: ReadonlyMap<number, number>, limit: number): Hit[] {
  const factors = { ...weights } as Record<Signal, number>
  const scores = new Float64Array(view.files.length)
  for (const name of Object.keys(weights) as Signal[]) {
    const values = signals[name]
    let most = 0
    for (let file = 0; file < values.length; file += 1) {
      most = Math.max(most, (values[file] ?? 0) * (view.standing[file] ?? 0))
    }
    factors[name] = most === 0 ? 0 : weights[name] / most
    for (let file = 0; file < values.length; file += 1) {
      scores[file] = (scores[file] ?? 0) + (values[file] ?? 0) * factors[name] * (view.standing[file] ?? 0)
    }
  }
  const floor = nthGreatest(scores, limit)
  const order = [...scores.keys()].filter((file) => (scores[file] ?? 0) > 0 && (scores[file] ?? 0) >= floor)
  order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  return order.slice(0, limit).map((file) => {
    const chunk = best.get(file)
    return {
      file,
      score: scores[file] ?? 0,
      parts: signalsBy((name) => (signals[name][file] ?? 0) * factors[name]),
      ...(chunk === undefined ? {} : { chunk }),
    }
  })
}

/** A typed array sorts natively, so that only a handful of files is sorted by a comparison. */
function nthGreatest(scores: Float64Array, n: number): number {
  const sorted = scores.slice().sort()
  return sorted[Math.max(0, sorted.length - n)] ?? 0
}
