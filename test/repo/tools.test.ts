import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GitServer, startGitServer } from './git-server.ts'
import { addCommits, makeRepository, tipOf } from './make-repo.ts'
import { type Reader, searched, startReader } from './session.ts'

const token = 'pat_0123456789abcdef'
let root: string
let server: GitServer
let reader: Reader
let widget: string
let repo: (name: string) => string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'repo-tools-'))
  widget = makeRepository(root, 'acme/widget', [
    {
      message: 'Lay the widget',
      files: {
        'README.md': '# Widget\n\nA small widget.\n\n## Installing\n\nRun `npm install widget`.\n',
        'package.json': '{"name":"widget"}\n',
        'src/index.ts': 'export { spin } from "./spin.ts"\n',
        'src/spin.ts': `${'// padding\n'.repeat(60)}export function spinWheel(speed: number) {\n  return speed * 2\n}\n`,
        'src/cookieJar.ts': 'export class CookieJar {\n  sign(value: string) {\n    return value\n  }\n}\n',
        'test/cookieJar.test.ts': 'import { CookieJar } from "../src/cookieJar.ts"\n// cookie jar sign sign sign\n',
        'docs/手册.md': '# 手册\n\n会话保存在签名的数据里。\n',
        'logo.png': Buffer.from('89504e470d0a1a0a0000', 'hex'),
        'big.bin': `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12345\n`,
        'min.js': `var a=${'1+'.repeat(30_000)}1\n`,
        latest: { link: 'src/index.ts' },
        vendored: { submodule: 'b'.repeat(40) },
        '.gitmodules': '[submodule "vendored"]\n\tpath = vendored\n\turl = https://example.com/acme/vendored.git\n',
        'docs/long.txt': 'a line of text\n'.repeat(200),
        empty: '',
      },
    },
    {
      message: 'fix(wheel): stop the gyroscope from drifting',
      files: { 'src/spin.ts': 'export function spinWheel() {}\n' },
    },
  ])
  makeRepository(root, 'acme/empty', [])
  makeRepository(root, 'acme/secret', [{ message: 'Hide', files: { 'plan.md': 'the plan\n' } }])
  server = await startGitServer(root, {
    intercept(request, response) {
      const url = request.url ?? ''
      if (url.startsWith('/acme/widget/')) {
        response.writeHead(301, { location: url.replace('widget', 'widget.git') }).end()
        return true
      }
      if (url.startsWith('/acme/old-name')) {
        response.writeHead(301, { location: url.replace('old-name', 'widget.git') }).end()
        return true
      }
      if (url.startsWith('/acme/secret') && request.headers.authorization !== `Basic ${btoa(`oauth2:${token}`)}`) {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end()
        return true
      }
      return false
    },
  })
  repo = (name) => `http://${server.host}/${name}`
  reader = await startReader(environment('cache'))
})
afterAll(async () => {
  await reader[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
  await rm(root, { recursive: true, force: true })
})

function environment(cache: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    SENSORIUM_REPO_ALLOW_HOSTS: server.host,
    SENSORIUM_REPO_CACHE_DIR: join(root, cache),
    SENSORIUM_REPO_FRESH_SECONDS: '0',
    ...more,
  }
}

describe('get_repo_structure', () => {
  it('shows a never-seen repository without its contents', async () => {
    const before = server.requests.length
    const answer = await reader.call('get_repo_structure', { repo_name: repo('acme/widget.git') })
    expect(server.requests.length - before).toBeLessThanOrEqual(3)
    expect(answer).toContain('spin.ts')
    expect(answer).toContain('Read first: README.md')
    expect(answer).toContain('Manifests: package.json')
    expect(answer).toContain('vendored (submodule at bbbbbbbbbb)')
    expect(answer).toContain('latest (symlink)')
    expect(answer).toContain(`at ${tipOf(widget)?.slice(0, 10)}`)
  })

  it('folds to its budget and names the call that opens the rest', async () => {
    const answer = await reader.call('get_repo_structure', {
      repo_name: repo('acme/widget.git'),
      max_chars: 500,
      depth: 1,
    })
    expect(answer).toContain('src/ (3 TypeScript)')
    expect(answer).not.toContain('spin.ts')
    expect(answer).toContain('"dir_path":"src"')
  })

  it('keeps to a folder and a glob', async () => {
    const answer = await reader.call('get_repo_structure', {
      repo_name: repo('acme/widget.git'),
      dir_path: 'src',
      glob: '**/*Jar.ts',
    })
    expect(answer).toContain('cookieJar.ts')
    expect(answer).not.toContain('spin.ts')
  })

  it('suggests folders near a wrong one', async () => {
    const answer = await reader.call('get_repo_structure', { repo_name: repo('acme/widget.git'), dir_path: 'tests' })
    expect(answer).toMatch(/Error \(not_found\).*\n.*Near: test/)
  })
})

describe('read_file', () => {
  const read = (file_path: string, more: Record<string, unknown> = {}) =>
    reader.call('read_file', { repo_name: repo('acme/widget.git'), file_path, ...more })

  it('reads a file with line numbers', async () => {
    expect(await read('README.md')).toContain('1\t# Widget')
  })
  it('reads a range, and says when a file is cut and how to go on', async () => {
    expect(await read('README.md', { start_line: 5, end_line: 5 })).toMatch(/Lines 5–5 of 7\n\n5\t## Installing$/)
    expect(await read('docs/long.txt', { max_chars: 900 })).toMatch(/Goes on: read_file .*"start_line":\d+/)
  })
  it('cuts an endless line and says where it goes on', async () => {
    const answer = await read('min.js', { max_chars: 2_000 })
    expect(answer.length).toBeLessThan(2_500)
    const column = Number(/start_column (\d+)/.exec(answer)?.[1])
    expect(await read('min.js', { start_line: 1, start_column: column, max_chars: 2_000 })).toContain(
      `start_column ${column + (column - 1)}`,
    )
  })
  it('follows a symlink that stays inside', async () =>
    expect(await read('latest')).toContain('reached by the symlink latest'))
  it('tells a submodule', async () =>
    expect(await read('vendored')).toMatch(/submodule.*\n.*https:\/\/example\.com\/acme\/vendored\.git/))
  it('tells a Git LFS pointer', async () => expect(await read('big.bin')).toMatch(/LFS pointer.*12,345 bytes/))
  it('tells a binary', async () => expect(await read('logo.png')).toContain('PNG image'))
  it('tells an empty file', async () => expect(await read('empty')).toContain('The file is empty.'))
  it('suggests paths near a wrong one', async () =>
    expect(await read('src/cookie-jar.ts')).toMatch(/not_found.*\n.*src\/cookieJar\.ts/))
  it('points from a folder to its listing', async () =>
    expect(await read('src')).toMatch(/folder of 3 files.*\n.*get_repo_structure/))
  it('says when lines are beyond the end', async () =>
    expect(await read('README.md', { start_line: 99 })).toContain('has 7 lines'))
})

describe('search_doc', () => {
  const find = (query: string, more: Record<string, unknown> = {}) =>
    searched(reader, { repo_name: repo('acme/widget.git'), query, ...more })

  it('finds code by words, before its test', async () => {
    const answer = await find('how does the cookie jar sign')
    expect(answer).toMatch(/1\. src\/cookieJar\.ts:1-\d+ · CookieJar/)
    expect(answer).toContain('read_file {')
  })
  it('finds by history what no file says', async () => {
    const answer = await find('gyroscope drifting')
    expect(answer).toMatch(/1\. src\/spin\.ts/)
    expect(answer).toContain('fix(wheel): stop the gyroscope from drifting')
  })
  it('finds Chinese words', async () => expect(await find('会话 签名')).toMatch(/1\. docs\/手册\.md/))
  it('speaks Chinese when asked', async () =>
    expect(await find('cookie', { language: 'zh' })).toContain('个文件已搜索'))
  it('says that nothing was found', async () => expect(await find('zzqqxx')).toContain('Nothing was found'))
  it('carries in its structured form what its text says', async () => {
    const answer = await reader.structured('search_doc', { repo_name: repo('acme/widget.git'), query: 'cookie jar' })
    expect(answer).toMatchObject({ from: { commit: tipOf(widget) }, results: [{ path: 'src/cookieJar.ts' }, {}] })
  })
  it('keeps to a budget and says what it left out', async () => {
    const answer = await find('widget cookie wheel', { max_chars: 700 })
    expect(answer.length).toBeLessThanOrEqual(760)
    expect(answer).toContain('Left out to fit')
  })
  it('survives queries of stop words, of symbols, and of ten thousand letters', async () => {
    expect(await find('the of and')).not.toContain('internal')
    expect(await find('"* AND NEAR( ^ -')).not.toContain('internal')
    expect(await find('a'.repeat(4_000))).toContain('Nothing was found')
  })
  it('follows new commits', async () => {
    addCommits(widget, [
      { message: 'Add a flux capacitor', files: { 'src/flux.ts': 'export const fluxCapacitor = 1\n' } },
    ])
    expect(await find('flux capacitor')).toMatch(/1\. src\/flux\.ts/)
    expect(await find('gyroscope drifting')).toMatch(/1\. src\/spin\.ts/)
  })
})

describe('a repository that is not there as asked', () => {
  it('is found where it moved', async () => {
    expect(await reader.call('read_file', { repo_name: repo('acme/old-name'), file_path: 'README.md' })).toContain(
      '# Widget',
    )
  })
  it('is told as missing', async () => {
    expect(await reader.call('get_repo_structure', { repo_name: repo('acme/none.git') })).toContain('Error (not_found)')
  })
  it('is told as empty', async () => {
    expect(await reader.call('get_repo_structure', { repo_name: repo('acme/empty.git') })).toMatch(/is empty/)
  })
  it('is told as private, and read with a token that nothing repeats', async () => {
    expect(await reader.call('read_file', { repo_name: repo('acme/secret.git'), file_path: 'plan.md' })).toContain(
      'Error (unauthorized)',
    )
    await using owner = await startReader(environment('owner', { SENSORIUM_REPO_TOKENS: `${server.host}=${token}` }))
    expect(await owner.call('read_file', { repo_name: repo('acme/secret.git'), file_path: 'plan.md' })).toContain(
      'the plan',
    )
    const wrong = await owner.call('read_file', {
      repo_name: repo('acme/secret.git'),
      file_path: 'plan.md',
      ref: 'none',
    })
    expect(wrong).toContain('has no branch, tag or commit none')
    expect(owner.logs.join('\n') + wrong).not.toContain(token)
    expect(server.requests.join('\n')).not.toContain(token)
  })
  it('reads branches and tags with slashes, also from a pasted page address', async () => {
    const first = execFileSync('git', ['--git-dir', widget, 'rev-list', '--max-parents=0', 'HEAD']).toString().trim()
    execFileSync('git', ['--git-dir', widget, 'branch', 'feature/round/wheels', first])
    execFileSync('git', ['--git-dir', widget, 'tag', 'release/1.0', first])
    const padded = (args: Record<string, unknown>) =>
      expect(reader.call('read_file', { file_path: 'src/spin.ts', ...args })).resolves.toContain('// padding')
    await padded({ repo_name: repo('acme/widget.git'), ref: 'feature/round/wheels' })
    await padded({ repo_name: repo('acme/widget.git'), ref: 'release/1.0' })
    // A server without pages beside its repositories: its redirect stands in for a forge that answers to both.
    const page = repo('acme/widget/tree/feature/round/wheels/src/spin.ts')
    await padded({ repo_name: page })
    const before = server.requests.length
    await padded({ repo_name: page })
    expect(server.requests.slice(before).filter((line) => line.startsWith('GET'))).toHaveLength(1)
  })
  it('reads a commit by its short id, and says which are found', async () => {
    const first = execFileSync('git', ['--git-dir', widget, 'rev-list', '--max-parents=0', 'HEAD']).toString().trim()
    await using fresh = await startReader(environment('short'))
    const at = (ref: string) =>
      fresh.call('read_file', { repo_name: repo('acme/widget.git'), file_path: 'src/spin.ts', ref })
    expect(await at(first.slice(0, 8))).toContain('// padding')
    expect(await at('0123456')).toMatch(/has no branch, tag or commit 0123456[\s\S]*newest 3,000 commits/)
  })
  it('reads a branch, and names what does not exist', async () => {
    const at = (ref: string) =>
      reader.call('read_file', { repo_name: repo('acme/widget.git'), file_path: 'README.md', ref })
    expect(await at('main')).toContain('# Widget')
    expect(await at('gone')).toContain('has no branch, tag or commit gone')
    expect(await at('f'.repeat(40))).toContain('Error (not_found)')
  })
})
