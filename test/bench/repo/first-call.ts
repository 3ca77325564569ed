import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGitServer } from '../../repo/git-server.ts'
import { startReader } from '../../repo/session.ts'
import { quantile } from './queries.ts'

/**
 * The first structure, file and search of never-seen repositories, beside a blob-less fetch and `git clone --depth 1`
 * of the same over the same loopback server. The repositories are made here, of so many files:
 * `node first-call.ts 300 3000 28000`; with `--structure` only the first structure is asked for, which 100000 files need
 * patience for otherwise. Rounds: REPO_BENCH_ROUNDS, by default 3.
 */
const rounds = Number(process.env['REPO_BENCH_ROUNDS'] ?? 3)
const isStructureOnly = process.argv.includes('--structure')
const sizes = process.argv.slice(2).map(Number).filter(Number.isInteger)
const work = mkdtempSync(join(tmpdir(), 'repo-first-'))
const server = await startGitServer(work)

async function timed(run: () => unknown): Promise<number> {
  const from = performance.now()
  await run()
  return performance.now() - from
}

/** A repository of one commit whose files lie in packages of 50, each file of some 1.5 kB. */
function make(files: number): string {
  const name = `made/files-${files}`
  const dir = join(work, name)
  mkdirSync(dir, { recursive: true })
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', dir])
  const parts = ['commit refs/heads/main\ncommitter A <a@example.com> 1700000000 +0000\ndata 4\nAll\n\n']
  for (let at = 0; at < files; at += 1) {
    const path = at === 0 ? 'README.md' : `packages/p${Math.floor(at / 50)}/src/part${at % 50}.ts`
    const line = (row: number) =>
      `export function step${at}x${row}(input${row}: string) { return input${row} + ${at * row} }\n`
    const text = Array.from({ length: 20 }, (_, row) => line(row)).join('')
    parts.push(`M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`)
  }
  execFileSync('git', ['--git-dir', dir, 'fast-import', '--quiet'], { input: parts.join(''), maxBuffer: 1 << 30 })
  return name
}

async function measure(files: number): Promise<void> {
  const url = `http://${server.host}/${make(files)}`
  const rows: Record<string, number[]> = { structure: [], file: [], search: [], blobless: [], clone: [] }
  const note = (name: string, ms: number) => rows[name]?.push(ms)
  for (let round = 0; round < rounds; round += 1) {
    const cache = join(work, 'cache')
    const environment = {
      SENSORIUM_REPO_ALLOW_HOSTS: server.host,
      SENSORIUM_REPO_CACHE_DIR: cache,
    }
    const fresh = async (tool: string, args: Record<string, unknown>) => {
      rmSync(cache, { recursive: true, force: true })
      await using reader = await startReader(environment)
      return await timed(async () => {
        let answer = await reader.call(tool, { repo_name: url, ...args })
        while (answer.includes('Partial answer')) answer = await reader.call(tool, { repo_name: url, ...args })
        if (answer.startsWith('Error')) throw new Error(answer)
      })
    }
    const clone = (...options: string[]) => {
      const target = join(work, 'clone')
      rmSync(target, { recursive: true, force: true })
      // Its own server process answers, so the clone must not block this one.
      return timed(() =>
        import('execa').then(({ execa }) => execa('git', ['clone', '--quiet', ...options, url, target])),
      )
    }
    // The two that are compared stand side by side, so that the machine's load is the same for both.
    note('blobless', await clone('--bare', '--depth', '1', '--filter=blob:none'))
    note('structure', await fresh('get_repo_structure', {}))
    if (isStructureOnly) continue
    note('file', await fresh('read_file', { file_path: 'README.md' }))
    note('search', await fresh('search_doc', { query: 'where is step 7 of the input' }))
    note('clone', await clone('--depth', '1'))
  }
  const times = Object.entries(rows)
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => `${name} ${quantile(values, 0.5).toFixed(0)}`)
  const ratios = rows['structure']?.map((ms, round) => ms / (rows['blobless']?.[round] ?? ms)) ?? []
  console.log(
    `${files} files, ms: ${times.join(', ')}; structure is ${quantile(ratios, 0.5).toFixed(2)} × one blob-less fetch`,
  )
}

try {
  for (const files of sizes.length === 0 ? [300, 3_000, 28_000] : sizes) await measure(files)
} finally {
  await server[Symbol.asyncDispose]()
  rmSync(work, { recursive: true, force: true })
}
