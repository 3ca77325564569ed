import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGitServer } from '../../repo/git-server.ts'
import { startReader } from '../../repo/session.ts'
import { mirrorRoot } from './mirror.ts'
import { quantile } from './queries.ts'

/**
 * The first structure, file and search of never-seen repositories, beside a blob-less fetch and `git clone --depth 1`
 * of the same over the same loopback server: `node first-call.ts owner/name…`
 */
const rounds = Number(process.env['REPO_BENCH_ROUNDS'] ?? 3)
const work = mkdtempSync(join(tmpdir(), 'repo-first-'))
const server = await startGitServer(mirrorRoot())

async function timed(run: () => unknown): Promise<number> {
  const from = performance.now()
  await run()
  return performance.now() - from
}

const median = (values: readonly number[]) => quantile(values, 0.5)

for (const repo of process.argv.slice(2)) {
  const url = `http://${server.host}/${repo.replace('/', '+')}/repo`
  const times = {
    structure: [] as number[],
    file: [] as number[],
    search: [] as number[],
    blobless: [] as number[],
    clone: [] as number[],
  }
  for (let round = 0; round < rounds; round += 1) {
    const cache = join(work, `cache-${round}`)
    const environment = { SENSORIUM_REPO_ALLOW_HOSTS: server.host, SENSORIUM_REPO_CACHE_DIR: cache }
    const fresh = async (tool: string, args: Record<string, unknown>) => {
      rmSync(cache, { recursive: true, force: true })
      await using reader = await startReader(environment)
      return await timed(async () => {
        let answer = await reader.call(tool, { repo_name: url, ...args })
        while (answer.includes('still being')) answer = await reader.call(tool, { repo_name: url, ...args })
        if (answer.startsWith('Error')) throw new Error(answer)
      })
    }
    times.structure.push(await fresh('get_repo_structure', {}))
    times.file.push(await fresh('read_file', { file_path: 'README.md' }))
    times.search.push(await fresh('search_doc', { query: 'parse the configuration file' }))
    const clone = (...options: string[]) => {
      const target = join(work, 'clone')
      rmSync(target, { recursive: true, force: true })
      // Its own server process answers, so the clone must not block this one.
      return timed(() =>
        import('execa').then(({ execa }) => execa('git', ['clone', '--quiet', ...options, url, target])),
      )
    }
    times.blobless.push(await clone('--bare', '--depth', '1', '--filter=blob:none'))
    times.clone.push(await clone('--depth', '1'))
  }
  const line = Object.entries(times).map(([name, values]) => `${name} ${median(values).toFixed(0)} ms`)
  const ratio = (median(times.structure) / median(times.blobless)).toFixed(2)
  console.log(`${repo}: ${line.join(', ')}; structure is ${ratio} × one blob-less fetch`)
}
await server[Symbol.asyncDispose]()
rmSync(work, { recursive: true, force: true })
