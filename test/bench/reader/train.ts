import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { blocksOf } from '@sensorium/web-reader/training'
import { boost, predictRow, type Sample } from './boost.ts'
import { loadCorpus } from './corpus.ts'
import { wordF1 } from './score.ts'

const { values } = parseArgs({
  options: {
    ids: { type: 'string' },
    out: { type: 'string' },
    trees: { type: 'string', default: '500' },
    folds: { type: 'string', default: '5' },
    depth: { type: 'string', default: '5' },
    rate: { type: 'string', default: '0.08' },
  },
})
const listed = new Set(readFileSync(values.ids ?? '', 'utf8').split(/\s+/))
const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}\p{M}_]+/gu) ?? []

interface PageRows {
  readonly id: string
  readonly kind: string
  readonly truth: string
  rows: Float32Array[]
  readonly texts: string[]
  readonly labels: number[]
  readonly weights: number[]
}

/** A block belongs to the content when most of its three-word runs stand in the marked text. */
function label(text: string, runs: ReadonlySet<string>, lines: ReadonlySet<string>): number {
  const list = words(text)
  if (list.length === 0) return 0
  if (list.length < 3) return lines.has(list.join(' ')) ? 1 : 0
  let hits = 0
  for (let at = 2; at < list.length; at++) if (runs.has(`${list[at - 2]} ${list[at - 1]} ${list[at]}`)) hits++
  return hits / (list.length - 2) > 0.5 ? 1 : 0
}

/** Pages that agents read most count most; the tuning set has few articles. */
function shareOf(kind: string): number {
  return kind === 'article' ? 3 : 1
}

const pages: PageRows[] = []
for (const one of loadCorpus(process.env['SENSORIUM_READER_CORPUS'] ?? '').filter(({ id }) => listed.has(id))) {
  const { rows, texts } = blocksOf(one.html(), one.url)
  const truth = words(one.truth)
  const runs = new Set<string>()
  for (let at = 2; at < truth.length; at++) runs.add(`${truth[at - 2]} ${truth[at - 1]} ${truth[at]}`)
  const lines = new Set(one.truth.split('\n').map((line) => words(line).join(' ')))
  const flat = ` ${truth.join(' ')} `
  const labels = texts.map((text) => {
    const list = words(text)
    return list.length > 0 &&
      list.length < 3 &&
      !lines.has(list.join(' ')) &&
      flat.includes(` ${list.join(' ')} `) &&
      list.join('').length > 6
      ? 1
      : label(text, runs, lines)
  })
  const sizes = texts.map((text) => words(text).length ** 0.7)
  const sum = sizes.reduce((all, size) => all + size, 0) || 1
  pages.push({
    id: one.id,
    kind: one.kind,
    truth: one.truth,
    rows,
    texts,
    labels,
    weights: sizes.map((size) => (shareOf(one.kind) * 100 * size) / sum),
  })
}

const selected = (page: PageRows, keep: (index: number) => boolean): string =>
  page.texts.filter((_, index) => keep(index)).join('\n')
const oracle = pages.map(
  (page) =>
    wordF1(
      selected(page, (index) => page.labels[index] === 1),
      page.truth,
    ).f1,
)
const usable = pages.filter((_, index) => (oracle[index] ?? 0) > 0.75)
const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length
console.log(
  `${pages.length} pages, ${pages.reduce((sum, page) => sum + page.rows.length, 0)} blocks, oracle F1 ${mean(oracle).toFixed(3)}, ${usable.length} usable`,
)
console.log(
  `everything kept: F1 ${mean(
    pages.map(
      (page) =>
        wordF1(
          selected(page, () => true),
          page.truth,
        ).f1,
    ),
  ).toFixed(3)}`,
)

const samples = (list: readonly PageRows[]): Sample[] =>
  list.flatMap((page) =>
    page.rows.map((row, index) => ({ row, label: page.labels[index] ?? 0, weight: page.weights[index] ?? 0 })),
  )
const options = { trees: Number(values.trees), depth: Number(values.depth), rate: Number(values.rate) }
const folds = Number(values.folds)
const found = new Map<string, number[]>()
function crossValidate(trees: number): void {
  for (let fold = 0; fold < folds; fold++) {
    const model = boost(samples(usable.filter((page) => hash(page.id) % folds !== fold)), { ...options, trees })
    for (const page of pages.filter((one) => hash(one.id) % folds === fold))
      found.set(
        page.id,
        page.rows.map((row) => predictRow(model, row)),
      )
  }
}
/** The threshold that maximises the expected word F1 when each block is content with its probability. */
function bestThreshold(page: PageRows): number {
  const list = page.texts
    .map((text, index) => ({ size: words(text).length, p: found.get(page.id)?.[index] ?? 0 }))
    .sort((a, b) => b.p - a.p)
  const expected = list.reduce((sum, { size, p }) => sum + size * p, 0)
  let kept = 0
  let right = 0
  let best = { f1: 0, threshold: 0.5 }
  for (const { size, p } of list) {
    kept += size
    right += size * p
    const f1 = (2 * right) / (kept + expected)
    if (f1 >= best.f1) best = { f1, threshold: p }
  }
  return best.threshold
}
function report(title: string): void {
  const scores = pages.map((page) => {
    const threshold = bestThreshold(page)
    return {
      id: page.id,
      page,
      threshold,
      kind: page.kind,
      ...wordF1(
        selected(page, (index) => (found.get(page.id)?.[index] ?? 0) >= threshold),
        page.truth,
      ),
    }
  })
  const kinds = [...new Set(scores.map(({ kind }) => kind))].sort()
  console.log(
    `${title}: F1 ${mean(scores.map(({ f1 }) => f1)).toFixed(3)}  ${kinds.map((kind) => `${kind} ${mean(scores.filter((one) => one.kind === kind).map(({ f1 }) => f1)).toFixed(3)}`).join('  ')}`,
  )
}
crossValidate(options.trees)
report('cross-validated')
if (values.out !== undefined) {
  const model = boost(samples(usable), options)
  writeFileSync(values.out, `${JSON.stringify(model)}\n`)
}

function hash(text: string): number {
  let value = 7
  for (const sign of text) value = (value * 31 + sign.charCodeAt(0)) >>> 0
  return value
}
