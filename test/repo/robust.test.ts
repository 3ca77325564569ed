import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { answerAsForge, type ForgeState } from './forge-server.ts'
import { type GitServer, startGitServer } from './git-server.ts'
import { addCommits, makeRepository } from './make-repo.ts'
import { searched, startReader } from './session.ts'

let root: string
let server: GitServer
let forge: ForgeState
/** Requests for which this returns true are never answered. */
let stall: (request: IncomingMessage) => boolean = () => false
const script = new URL('one-call.ts', import.meta.url).pathname

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'repo-robust-'))
  makeRepository(root, 'acme/widget', [
    { message: 'One', files: { 'src/wheel.ts': 'export function spinWheel() {}\n', 'README.md': '# Widget\n' } },
  ])
  const many = Object.fromEntries(
    Array.from({ length: 3_000 }, (_, at) => [
      `src/part${at}.ts`,
      `export function part${at}() {\n  return ${at}\n}\n`.repeat(20),
    ]),
  )
  makeRepository(root, 'acme/large', [{ message: 'Many', files: many }])
  forge = { seen: [] }
  const intercept = (request: IncomingMessage, response: ServerResponse) =>
    stall(request) || answerAsForge(forge, request, response)
  server = await startGitServer(root, { intercept })
})
afterEach(() => {
  stall = () => false
  server.down = false
  forge.failure = undefined
  forge.silent = false
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(root, { recursive: true, force: true })
})

const environment = (cache: string, more: Record<string, string> = {}) => ({
  SENSORIUM_REPO_ALLOW_HOSTS: server.host,
  SENSORIUM_REPO_CACHE_DIR: join(root, cache),
  SENSORIUM_REPO_FRESH_SECONDS: '0',
  ...more,
})
const repo = (name: string) => `http://${server.host}/acme/${name}.git`

/** Starts a call in another process. */
function callElsewhere(cache: string, tool: string, args: Record<string, unknown>) {
  const words = [
    '--conditions=@sensorium/source',
    script,
    JSON.stringify(environment(cache)),
    tool,
    JSON.stringify(args),
  ]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  child.stdout.on('data', (piece: Buffer) => {
    printed += piece.toString()
  })
  const answer = once(child, 'close').then(() => printed)
  return { child, answer }
}

async function until(what: string, condition: () => boolean): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 20) {
    if (condition()) return
    await sleep(20)
  }
  throw new Error(`It never happened: ${what}`)
}

const filesBelow = (folder: string) => readdirSync(folder, { recursive: true }).map(String)

describe('a host that is down', () => {
  it('is told, or the cached copy is served with its age', async () => {
    await using reader = await startReader(environment('down'))
    server.down = true
    const args = { repo_name: repo('widget'), file_path: 'README.md' }
    expect(await reader.call('read_file', args)).toContain('Error (unavailable)')
    server.down = false
    expect(await reader.call('read_file', args)).toContain('# Widget')
    server.down = true
    const cached = await reader.call('read_file', args)
    expect(cached).toContain('# Widget')
    expect(cached).toMatch(/Cached copy: The host of .* cannot be reached now/)
  })

  it('that never answers ends with the call', async () => {
    await using reader = await startReader(environment('stalled', { SENSORIUM_REPO_STALL_SECONDS: '2' }))
    stall = () => true
    const started = performance.now()
    expect(await reader.call('get_repo_structure', { repo_name: repo('widget') })).toContain('Error (unavailable)')
    expect(performance.now() - started).toBeLessThan(100_000)
  }, 110_000)
})

describe('two processes on one cache', () => {
  it('fetch a repository once and both answer', async () => {
    const before = server.requests.length
    const args = { repo_name: repo('widget'), query: 'spin wheel' }
    const both = [callElsewhere('shared', 'search_doc', args), callElsewhere('shared', 'search_doc', args)]
    for (const { answer } of both) expect(await answer).toContain('1. src/wheel.ts')
    const fetches = server.requests.slice(before).filter((line) => line.startsWith('POST')).length
    expect(fetches).toBeLessThanOrEqual(8)
  }, 60_000)

  it('see each other’s new commits', async () => {
    const dir = makeRepository(root, 'acme/moving', [{ message: 'One', files: { 'a.ts': 'export const alpha = 1\n' } }])
    await using reader = await startReader(environment('shared'))
    expect(await searched(reader, { repo_name: repo('moving'), query: 'alpha' })).toContain('1. a.ts')
    addCommits(dir, [{ message: 'Two', files: { 'b.ts': 'export const beta = 1\n' } }])
    expect(await callElsewhere('shared', 'search_doc', { repo_name: repo('moving'), query: 'beta' }).answer).toContain(
      '1. b.ts',
    )
    expect(await searched(reader, { repo_name: repo('moving'), query: 'beta' })).toContain('1. b.ts')
  }, 60_000)
})

describe('a process killed with signal 9', () => {
  it('in the middle of a clone leaves a cache that works', async () => {
    stall = (request) => request.method === 'POST' && (request.url ?? '').includes('git-upload-pack')
    const before = server.requests.length
    const { child } = callElsewhere('killed-clone', 'get_repo_structure', { repo_name: repo('widget') })
    await until('the fetch began', () => server.requests.slice(before).some((line) => line.startsWith('POST')))
    child.kill('SIGKILL')
    await once(child, 'close')
    stall = () => false
    await using reader = await startReader(environment('killed-clone'))
    expect(await reader.call('get_repo_structure', { repo_name: repo('widget') })).toContain('wheel.ts')
  }, 60_000)

  it('in the middle of an index leaves a cache that works', async () => {
    const { child } = callElsewhere('killed-index', 'search_doc', { repo_name: repo('large'), query: 'part 17' })
    const cache = join(root, 'killed-index')
    mkdirSync(cache, { recursive: true })
    await until('the index began', () => filesBelow(cache).some((file) => file.endsWith('.new')))
    child.kill('SIGKILL')
    await once(child, 'close')
    await using reader = await startReader(environment('killed-index'))
    expect(await searched(reader, { repo_name: repo('large'), query: 'part17' })).toContain('1. src/part17.ts')
  }, 90_000)
})

describe('a damaged cache', () => {
  const damage: [string, (entry: string) => void][] = [
    ['a truncated pack', (entry) => eachFile(entry, /\.pack$/, (file) => truncateSync(file, 40))],
    ['a lost index of a pack', (entry) => eachFile(entry, /\.idx$/, (file) => rmSync(file))],
    [
      'an overwritten configuration',
      (entry) => eachFile(entry, /git\/config$/, (file) => writeFileSync(file, '[core\n')),
    ],
    ['an unreadable state', (entry) => eachFile(entry, /state\.json$/, (file) => writeFileSync(file, '{'))],
    ['a broken search index', (entry) => eachFile(entry, /index-\w+\.db$/, (file) => truncateSync(file, 5_000))],
    ['a stale lock of git', (entry) => writeFileSync(join(entry, 'git', 'shallow.lock'), '')],
  ]
  it.each(damage)(
    'heals: %s',
    async (title, harm) => {
      const cache = `damage-${title.replaceAll(' ', '-')}`
      const dir = makeRepository(root, `acme/${cache}`, [
        { message: 'One', files: { 'src/wheel.ts': 'export function spinWheel() {}\n' } },
      ])
      const args = { repo_name: repo(cache), query: 'spin wheel' }
      {
        await using reader = await startReader(environment(cache))
        expect(await searched(reader, args)).toContain('src/wheel.ts')
      }
      addCommits(dir, [{ message: 'Two', files: { 'src/axle.ts': 'export const axle = 1\n' } }])
      const [entry = ''] = readdirSync(join(root, cache, 'repos'))
      harm(join(root, cache, 'repos', entry))
      await using reader = await startReader(environment(cache))
      expect(await searched(reader, args)).toContain('src/wheel.ts')
      expect(await reader.call('read_file', { repo_name: repo(cache), file_path: 'src/axle.ts' })).toContain('axle')
    },
    60_000,
  )
})

describe('the size of the cache', () => {
  it('is kept by dropping what was used least recently', async () => {
    await using reader = await startReader(environment('bounded', { SENSORIUM_REPO_CACHE_MB: '100' }))
    for (const name of ['widget', 'large']) await reader.call('get_repo_structure', { repo_name: repo(name) })
    const repos = join(root, 'bounded', 'repos')
    const [old = ''] = readdirSync(repos).filter((name) => name.includes('widget'))
    writeFileSync(join(repos, old, 'ballast'), Buffer.alloc(101e6))
    expect(await searched(reader, { repo_name: repo('large'), query: 'part17' })).toContain('part17')
    await until('the old repository went', () => !readdirSync(repos).includes(old))
    expect(await reader.call('get_repo_structure', { repo_name: repo('widget') })).toContain('wheel.ts')
  }, 60_000)

  const small = mountSmall()
  describe.skipIf(small === undefined)('on a full disk (needs the right to mount a tmpfs)', () => {
    afterAll(() => void execFileSync('umount', ['-l', small ?? '']))
    it('is told, and frees itself when there is room', async () => {
      const ballast = join(small ?? '', 'ballast')
      fillDisk(ballast)
      await using reader = await startReader(
        environment('unused', { SENSORIUM_REPO_CACHE_DIR: join(small ?? '', 'cache') }),
      )
      expect(await reader.call('get_repo_structure', { repo_name: repo('large') })).toMatch(
        /Error \(unavailable\).*disk/,
      )
      rmSync(ballast)
      expect(await reader.call('get_repo_structure', { repo_name: repo('large') })).toContain('src/ (3,000')
    }, 60_000)
  })
})

describe('a forge', () => {
  const ask = async (kind: string, query: string, more: Record<string, string> = {}) => {
    await using reader = await startReader(
      environment('forge', { SENSORIUM_REPO_FORGES: `${server.host}=${kind}`, ...more }),
    )
    return await searched(reader, { repo_name: repo('widget'), query })
  }

  it.each(['github', 'gitlab', 'gitea'])('of kind %s adds its issues', async (kind) => {
    const answer = await ask(kind, 'spin wheel')
    expect(answer).toMatch(/issue, open, 2026-01-02: Wheel spins backwards https:\/\/forge\.example/)
    expect(answer).toContain('1. src/wheel.ts')
  })
  it('of kind gitee adds issues, pull requests about it, and the newest release first', async () => {
    const answer = await ask('gitee', 'who reversed the wheel in version 2.0', {
      SENSORIUM_REPO_TOKENS: `${server.host}=pat_abcdef0123456789`,
    })
    expect(answer).toContain('issue, progressing, 2026-01-02: Wheel spins backwards')
    expect(answer).not.toContain('Paint the fence')
    expect(answer.indexOf('v2.0.0')).toBeLessThan(answer.indexOf('v1.0.0'))
    expect(answer).toContain('/acme/widget/releases/tag/v2.0.0')
    expect(answer).toContain('ada (41 commits)')
    expect(await ask('gitee', 'reverse the wheel')).toContain('pull request, merged, 2026-01-02: Reverse the wheel')
  })
  it('adds releases and contributors when they are asked for', async () => {
    const answer = await ask('github', 'who is the maintainer of release 2.0')
    expect(answer).toContain('release, 2026-02-01: v2.0.0')
    expect(answer).toContain('ada (41 commits)')
  })
  it('gets no qualifiers from a query, and the token only in a header', async () => {
    forge.seen.length = 0
    const answer = await ask('github', 'wheel repo:other/private is:issue', {
      SENSORIUM_REPO_TOKENS: `${server.host}=pat_abcdef0123456789`,
    })
    const [first] = forge.seen
    expect(decodeURIComponent(first?.path ?? '').match(/repo:/g)).toHaveLength(1)
    expect(first?.authorization).toBe('Bearer pat_abcdef0123456789')
    expect(`${answer}${first?.path}`).not.toContain('pat_abcdef')
  })
  it('that limits requests is left alone and told, and the files are found', async () => {
    forge.failure = {
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1_000) + 60) },
    }
    forge.seen.length = 0
    await using reader = await startReader(environment('forge', { SENSORIUM_REPO_FORGES: `${server.host}=github` }))
    const answer = await searched(reader, { repo_name: repo('widget'), query: 'wheel' })
    expect(answer).toContain('limits requests')
    expect(answer).toContain('1. src/wheel.ts')
    expect(await searched(reader, { repo_name: repo('widget'), query: 'wheel' })).toContain('limits requests')
    expect(forge.seen).toHaveLength(1)
  })
  it('that fails, lies or never answers does not fail a search', async () => {
    forge.failure = { status: 200 }
    expect(await ask('github', 'wheel')).toMatch(/Issues were not searched[\s\S]*1\. src\/wheel\.ts/)
    forge.failure = { status: 500 }
    expect(await ask('gitlab', 'wheel')).toMatch(/answered 500[\s\S]*1\. src\/wheel\.ts/)
    forge.failure = undefined
    forge.silent = true
    expect(await ask('gitea', 'wheel')).toMatch(/did not answer in time[\s\S]*1\. src\/wheel\.ts/)
  }, 40_000)
})

function eachFile(folder: string, pattern: RegExp, change: (file: string) => void): void {
  for (const name of filesBelow(folder)) if (pattern.test(name)) change(join(folder, name))
}

function fillDisk(file: string): void {
  try {
    writeFileSync(file, Buffer.alloc(8e6))
  } catch {
    // That it did not fit is what was wanted.
  }
}

function mountSmall(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'repo-small-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    rmSync(folder, { recursive: true })
    return undefined
  }
}
