import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { lock } from '../../packages/repo-reader/src/engine/store/lock.ts'
import { type GitServer, startGitServer } from './git-server.ts'
import { addCommits, makeRepository, tipOf } from './make-repo.ts'
import { searched, startReader } from './session.ts'

let root: string
let server: GitServer
let widget: string
/** Requests that may still be answered; a host that is lost answers no more. */
let answersLeft = Number.POSITIVE_INFINITY

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'repo-partial-'))
  widget = makeRepository(root, 'acme/widget', [
    { message: 'One', files: { 'src/wheel.ts': 'export function spinWheel() {}\n', 'src/axle.ts': '// greased\n' } },
  ])
  server = await startGitServer(root, {
    intercept(request) {
      if (answersLeft-- > 0) return false
      request.socket.destroy()
      return true
    },
  })
})
afterEach(() => {
  answersLeft = Number.POSITIVE_INFINITY
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(root, { recursive: true, force: true })
})

const reading = (cache: string) =>
  startReader({
    SENSORIUM_REPO_ALLOW_HOSTS: server.host,
    SENSORIUM_REPO_CACHE_DIR: join(root, cache),
    SENSORIUM_REPO_FRESH_SECONDS: '0',
    SENSORIUM_REPO_INDEX_WAIT_SECONDS: '1',
  })

/** Holds what a process holds that fills the only repository of a cache. */
async function fillElsewhere(cache: string) {
  const [key = ''] = readdirSync(join(root, cache, 'repos'))
  const held = await lock(join(root, cache, 'locks', `${key}.fill`), AbortSignal.timeout(20_000))
  return { [Symbol.dispose]: () => held.release() }
}

describe('a search while the index is being made', () => {
  it('is answered from paths and history, says so, and is whole when it is ready', async () => {
    await using reader = await reading('new')
    const repo_name = `http://${server.host}/acme/widget.git`
    // Refused after the repository was laid, so that nothing is filled before this test holds the lock.
    await reader.call('get_repo_structure', { repo_name, dir_path: 'none' })
    {
      using _filling = await fillElsewhere('new')
      const named = await reader.call('search_doc', { repo_name, query: 'wheel' })
      expect(named).toMatch(/Partial answer: .* contents of files are missing/)
      expect(named).toContain('1. src/wheel.ts')
      const inside = await reader.call('search_doc', { repo_name, query: 'greased', language: 'zh' })
      expect(inside).toContain('结果不完整')
      expect(inside).not.toContain('1. src/axle.ts')
    }
    const whole = await searched(reader, { repo_name, query: 'greased' })
    expect(whole).toContain('1. src/axle.ts')
    expect(whole).not.toContain('Partial')
  }, 60_000)

  it('is answered from what came before its host was lost, and is whole when the host is back', async () => {
    const repo_name = `http://${server.host}/acme/widget.git`
    // Each number loses the host somewhere else: before the contents, in their exchange, before the history.
    for (const answered of [3, 4, 5, 6]) {
      await using reader = await reading(`lost-${answered}`)
      answersLeft = answered
      const structure = await reader.call('get_repo_structure', { repo_name })
      expect(structure).toContain('src/')
      const lost = await reader.call('search_doc', { repo_name, query: 'wheel' })
      expect(lost).toContain('1. src/wheel.ts')
      answersLeft = Number.POSITIVE_INFINITY
      expect(await searched(reader, { repo_name, query: 'greased' })).toContain('1. src/axle.ts')
    }
  }, 60_000)

  it('knows the history as soon as that is here', async () => {
    await using reader = await reading('sketch')
    const repo_name = `http://${server.host}/acme/storied.git`
    const storied = makeRepository(root, 'acme/storied', [
      { message: 'Stop the gyroscope from drifting', files: { 'src/one.ts': 'export {}\n' } },
      { message: 'Two', files: { 'src/two.ts': 'export {}\n' } },
    ])
    await reader.call('get_repo_structure', { repo_name, dir_path: 'none' })
    using _filling = await fillElsewhere('sketch')
    const before = await reader.call('search_doc', { repo_name, query: 'gyroscope' })
    expect(before).toMatch(/Searched were paths and 1 commits/)
    // A short id is looked for in the history, which therefore comes.
    const first = execFileSync('git', ['--git-dir', storied, 'rev-parse', '--short=9', 'main~1']).toString().trim()
    await reader.call('get_repo_structure', { repo_name, ref: first })
    const after = await reader.call('search_doc', { repo_name, query: 'gyroscope' })
    expect(after).toMatch(/Searched were paths and 2 commits/)
    expect(after).toContain('1. src/one.ts')
  }, 60_000)

  it('is answered from the index of an older commit when there is one', async () => {
    await using reader = await reading('old')
    const repo_name = `http://${server.host}/acme/widget.git`
    await searched(reader, { repo_name, query: 'greased' })
    const old = tipOf(widget)
    {
      using _filling = await fillElsewhere('old')
      addCommits(widget, [{ message: 'Two', files: { 'src/brake.ts': '// squeals\n' } }])
      const answer = await reader.call('search_doc', { repo_name, query: 'greased squeals' })
      expect(answer).toContain(`Searched was commit ${old?.slice(0, 10)}; newer changes are missing`)
      expect(answer).toContain('1. src/axle.ts')
    }
    expect(await searched(reader, { repo_name, query: 'squeals' })).toContain('1. src/brake.ts')
  }, 60_000)
})
