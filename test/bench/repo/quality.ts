import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGit } from '../../../packages/repo-reader/src/engine/git/run.ts'
import { openForReading } from '../../../packages/repo-reader/src/engine/index/schema.ts'
import { writeIndex } from '../../../packages/repo-reader/src/engine/index/write.ts'
import { rank } from '../../../packages/repo-reader/src/engine/search/rank.ts'
import { openView } from '../../../packages/repo-reader/src/engine/search/view.ts'
import { listTree } from '../../../packages/repo-reader/src/engine/tree/list.ts'
import { folderOf } from './mirror.ts'
import { peers } from './peers.ts'
import { meanOf, type Query, quantile, readQueries, type Scores, scoreOf } from './queries.ts'

/**
 * Recall and rank of the files that answer a question, beside peers, in one run: `node quality.ts QUERIES.jsonl`, with
 * `--ours` to leave the peers out.
 */
const [file = ''] = process.argv.slice(2)
const contenders = process.argv.includes('--ours') ? [] : peers
const git = createGit({ program: 'git', searchPath: process.env['PATH'] ?? '', stallSeconds: 15 })
const { signal } = new AbortController()

interface Line {
  readonly scores: Scores[]
  readonly ms: number[]
}
const totals = new Map<string, Line>()

function note(name: string, scores: readonly Scores[], ms: readonly number[]): Line {
  const line = totals.get(name) ?? { scores: [], ms: [] }
  line.scores.push(...scores)
  line.ms.push(...ms)
  totals.set(name, line)
  return { scores: [...scores], ms: [...ms] }
}

function print(name: string, { scores, ms }: Line, more = ''): void {
  const { r5, r10, mrr } = meanOf(scores)
  // Processor time of this process: the wall clock of a shared machine says little. What ripgrep's process uses is not in it.
  const times = `cpu p50 ${quantile(ms, 0.5).toFixed(0)} p95 ${quantile(ms, 0.95).toFixed(0)} ms`
  console.log(`${name.padEnd(40)} ${r5.toFixed(3)} ${r10.toFixed(3)} ${mrr.toFixed(3)}  ${times}${more}`)
}

function askAll(queries: readonly Query[], ask: (query: string) => readonly string[]) {
  const ms: number[] = []
  const scores = queries.map(({ query, relevant }) => {
    const from = process.cpuUsage()
    const paths = ask(query)
    const { user, system } = process.cpuUsage(from)
    ms.push((user + system) / 1_000)
    return scoreOf(paths, relevant)
  })
  return { scores, ms }
}

async function measure(repo: string, snapshot: string, queries: readonly Query[]): Promise<void> {
  const dir = folderOf(repo)
  const work = mkdtempSync(join(tmpdir(), 'repo-bench-'))
  try {
    const from = performance.now()
    const files = await listTree(git, dir, snapshot, signal)
    const target = join(work, 'index.db')
    await writeIndex({ git, dir, commit: snapshot, files }, target, signal, () => {})
    const seconds = ((performance.now() - from) / 1_000).toFixed(1)
    const database = await openForReading(target)
    if (database === undefined) throw new Error('The index cannot be read.')
    const view = openView(database)
    const ours = askAll(queries, (query) => rank(view, query, 10).hits.map((hit) => view.files[hit.file]?.path ?? ''))
    view.close()
    const index = `, index ${seconds} s ${(statSync(target).size / 1e6).toFixed(1)} MB`
    console.log(`\n${repo}: ${files.length} files, ${queries.length} questions`)
    print('  repo-reader', note('repo-reader', ours.scores, ours.ms), index)
    if (contenders.length === 0) return
    const tree = join(work, 'tree')
    execFileSync('sh', [
      '-c',
      `mkdir "$2" && git --git-dir "$0" archive "$1" | tar -x -C "$2" || true`,
      dir,
      snapshot,
      tree,
    ])
    for (const { name, prepare } of contenders) {
      const answers = askAll(
        queries,
        prepare(
          tree,
          files.map(({ path }) => path),
        ),
      )
      print(`  ${name}`, note(name, answers.scores, answers.ms))
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

console.log('R@5, R@10, MRR')
for (const [key, queries] of Map.groupBy(readQueries(file), ({ repo, snapshot }) => `${repo}@${snapshot}`)) {
  const [repo = '', snapshot = ''] = key.split('@')
  await measure(repo, snapshot, queries)
}
console.log('\nAll')
for (const [name, line] of totals) print(name, line)
