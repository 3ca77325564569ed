import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Case, loadCorpus } from './corpus.ts'
import { extractors } from './extractors.ts'
import { plainText } from './plain.ts'
import { phraseShare, shingleF1, wordF1 } from './score.ts'
import { expectedStructure, type Structure, scoreStructure } from './structure.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(extractors).join(',') },
    kind: { type: 'string' },
    /** A file of case ids: with `--held-out` all others are measured instead. */
    ids: { type: 'string' },
    'held-out': { type: 'boolean', default: false },
    corpus: { type: 'string' },
    pages: { type: 'boolean', default: false },
    'no-structure': { type: 'boolean', default: false },
    /** Measures the peak memory of each extractor instead, in a process of its own. */
    memory: { type: 'boolean', default: false },
  },
})

if (values.memory) {
  const rest = process.argv.slice(2).filter((part) => part !== '--memory')
  for (const name of values.only.split(',')) {
    const alone = [...process.execArgv, import.meta.filename, ...rest, '--only', name, '--no-structure']
    const { stdout } = spawnSync(process.execPath, alone, { encoding: 'utf8' })
    console.log(`${name}: ${/peak memory of the whole run (\d+ MB)/.exec(stdout)?.[1] ?? 'failed'}`)
  }
  process.exit()
}

const root = process.env['SENSORIUM_READER_CORPUS']
if (root === undefined) {
  console.error('Set SENSORIUM_READER_CORPUS to a folder with wcxb/ and aeb/ (checkouts of the two public benchmarks).')
  process.exit(2)
}
const listed = values.ids === undefined ? undefined : new Set(readFileSync(values.ids, 'utf8').split(/\s+/))
const chosen = loadCorpus(root).filter(
  (one) =>
    (listed === undefined || listed.has(one.id) !== values['held-out']) &&
    (values.kind === undefined || values.kind.split(',').includes(one.kind)) &&
    (values.corpus === undefined || one.id.startsWith(values.corpus)),
)

interface Sample {
  readonly kind: string
  readonly numbers: Readonly<Record<string, number | undefined>>
}

async function measure(name: string, one: Case, html: string, structure: Structure | undefined): Promise<Sample> {
  const extractor = extractors[name]
  const started = performance.now()
  let markdown = ''
  try {
    markdown = (await extractor?.(html, one.url)) ?? ''
  } catch (error) {
    console.error(`${name} ${one.id}: ${String(error).slice(0, 120)}`)
  }
  const ms = performance.now() - started
  const text = plainText(markdown)
  const scored = wordF1(text, one.truth)
  if (values.pages)
    console.log(
      `${one.id}\t${one.kind}\t${name}\t${scored.f1.toFixed(3)}\tp ${scored.precision.toFixed(3)}\tr ${scored.recall.toFixed(3)}\t${one.url}`,
    )
  const kept = structure === undefined ? {} : scoreStructure(markdown, structure)
  return {
    kind: one.kind,
    numbers: {
      ...scored,
      shingle: shingleF1(text, one.truth).f1,
      unwanted: phraseShare(text, one.without),
      wanted: phraseShare(text, one.wanted),
      ...kept,
      ms,
    },
  }
}

const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length
const quantile = (list: readonly number[], share: number): number =>
  list.toSorted((a, b) => a - b)[Math.floor((list.length - 1) * share)] ?? Number.NaN
const column = (samples: readonly Sample[], key: string): number[] =>
  samples.map((one) => one.numbers[key]).filter((value) => value !== undefined)
const show = (value: number): string => (Number.isNaN(value) ? '   – ' : value.toFixed(3))

const samples = new Map<string, Sample[]>()
const names = values.only.split(',')
for (const one of chosen) {
  const html = one.html()
  const structure = values['no-structure'] ? undefined : expectedStructure(html, one.url, one.truth)
  for (const name of names) {
    const list = samples.get(name) ?? []
    list.push(await measure(name, one, html, structure))
    samples.set(name, list)
  }
}

const kinds = [...new Set(chosen.map((one) => one.kind))].sort()
console.log(
  `\n${chosen.length} pages. Word F1 by kind (${kinds.map((kind) => `${kind} ${chosen.filter((one) => one.kind === kind).length}`).join(', ')})\n`,
)
console.log(`| extractor | ${kinds.join(' | ')} | all | precision | recall | shingle F1 |`)
console.log(`|${' --- |'.repeat(kinds.length + 5)}`)
for (const [name, list] of samples) {
  const byKind = kinds.map((kind) =>
    show(
      mean(
        column(
          list.filter((one) => one.kind === kind),
          'f1',
        ),
      ),
    ),
  )
  console.log(
    `| ${name} | ${byKind.join(' | ')} | ${['f1', 'precision', 'recall', 'shingle'].map((key) => show(mean(column(list, key)))).join(' | ')} |`,
  )
}
console.log(
  '\n| extractor | headings | code exact | table rows | links | structure | wanted phrases | unwanted phrases | ms median | ms p95 |',
)
console.log(`|${' --- |'.repeat(10)}`)
for (const [name, list] of samples) {
  const kept = ['headings', 'code', 'rows', 'links'].map((key) => mean(column(list, key)))
  const times = column(list, 'ms')
  console.log(
    `| ${name} | ${[...kept, mean(kept.filter((value) => !Number.isNaN(value))), mean(column(list, 'wanted')), mean(column(list, 'unwanted'))].map(show).join(' | ')} | ${quantile(times, 0.5).toFixed(1)} | ${quantile(times, 0.95).toFixed(1)} |`,
  )
}
console.log(`\npeak memory of the whole run ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
