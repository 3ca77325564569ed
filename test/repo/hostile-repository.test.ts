import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hostilePaths } from '../../packages/repo-reader/src/attacks/call.cases.ts'
import { type GitServer, startGitServer } from './git-server.ts'
import { commitRawTree, makeRepository, writeBlob, writeTree } from './make-repo.ts'
import { type Reader, searched, startReader } from './session.ts'

let root: string
let canary: string
let secret: string
let server: GitServer
let reader: Reader
let repo: (name: string) => string

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'repo-hostile-'))
  canary = join(root, 'canary')
  secret = join(root, 'outside-secret.txt')
  writeFileSync(secret, 'the secret of this machine\n')
  server = await startGitServer(root, {
    intercept(request, response) {
      const to = /^\/redirect\/([^/]+)\//.exec(request.url ?? '')?.[1]
      if (to === undefined) return false
      response.writeHead(301, { location: Buffer.from(to, 'hex').toString() }).end()
      return true
    },
  })
  repo = (name) => `http://${server.host}/${name}`
  reader = await startReader({ SENSORIUM_REPO_ALLOW_HOSTS: server.host, SENSORIUM_REPO_CACHE_DIR: join(root, 'cache') })
})
afterAll(async () => {
  await reader[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
  rmSync(root, { recursive: true, force: true })
})

/** Every tool over one repository; nothing of it may run, and nothing outside may be shown. */
async function studyAll(from: Reader, repo_name: string, file_path: string): Promise<string> {
  const answers = [
    await from.call('get_repo_structure', { repo_name }),
    await from.call('read_file', { repo_name, file_path }),
    await searched(from, { repo_name, query: 'secret of this machine hostile' }),
  ]
  const text = answers.join('\n')
  expect(existsSync(canary)).toBe(false)
  expect(text).not.toContain('the secret of this machine')
  expect(text).not.toContain('(internal)')
  return text
}

describe('a hostile path in an honest repository', () => {
  beforeAll(
    () => void makeRepository(root, 'honest/one', [{ message: 'One', files: { 'src/index.ts': 'export {}\n' } }]),
  )

  it.each(hostilePaths)('is refused or not found: %j', async (file_path) => {
    const answer = await reader.call('read_file', { repo_name: repo('honest/one.git'), file_path })
    expect(answer).toMatch(/Error \((?:invalid_input|not_found)\)/)
    expect(answer).not.toMatch(/root:|secret of this/)
  })
})

describe('a hostile repository', () => {
  it.each([
    ['to an absolute path', () => secret],
    ['up and out', () => `../../../../../..${secret}`],
    ['to itself', () => 'link'],
    ['to the process', () => '/proc/self/environ'],
    ['to an endless name', () => 'x'.repeat(10_000)],
  ])('with a symlink %s shows nothing of it', async (title, target) => {
    const name = `links/${title.replaceAll(' ', '-')}`
    makeRepository(root, name, [{ message: 'Link', files: { link: { link: target() }, 'a.txt': 'a\n' } }])
    expect(await studyAll(reader, repo(`${name}.git`), 'link')).toMatch(/Error \((?:blocked|not_found)\)/)
  })

  it('with attributes that name filters and drivers runs none', async () => {
    makeRepository(root, 'attributes/all', [
      {
        message: 'Attributes',
        files: {
          '.gitattributes':
            '* filter=evil diff=evil merge=evil textconv=evil export-subst ident working-tree-encoding=UTF-7\n',
          '.gitconfig': `[filter "evil"]\n\tsmudge = touch ${canary}\n\tclean = touch ${canary}\n[diff "evil"]\n\ttextconv = touch ${canary}\n`,
          '.lfsconfig': '[lfs]\n\turl = http://127.0.0.1:1/\n',
          'a.txt': '$Id$ $Format:%H$\n',
        },
      },
    ])
    expect(await studyAll(reader, repo('attributes/all.git'), 'a.txt')).toContain('1\t$Id$ $Format:%H$')
  })

  it('with submodules of every dangerous form fetches none', async () => {
    const urls = [
      `ext::sh -c "touch ${canary}"`,
      `file://${root}`,
      '--upload-pack=touch',
      '-u./payload',
      '../../../etc',
    ]
    const sections = urls.map(
      (url, at) => `[submodule "s${at}"]\n\tpath = s${at}\n\turl = ${url}\n\tupdate = !touch ${canary}\n`,
    )
    const files = Object.fromEntries(urls.map((_, at) => [`s${at}`, { submodule: 'c'.repeat(40) }]))
    makeRepository(root, 'modules/all', [{ message: 'Modules', files: { '.gitmodules': sections.join(''), ...files } }])
    expect(await studyAll(reader, repo('modules/all.git'), 's0')).toContain('is a submodule')
  })

  it('with paths that climb, hide or trick a terminal writes nothing and shows them harmless', async () => {
    const dir = makeRepository(root, 'trees/names', [{ message: 'x', files: { a: 'a' } }])
    const oid = writeBlob(dir, `touch ${canary}\n`)
    const sub = writeTree(dir, [{ mode: '100755', name: 'post-checkout', oid }])
    commitRawTree(dir, [
      { mode: '40000', name: '..', oid: sub },
      { mode: '40000', name: '.git', oid: sub },
      { mode: '100644', name: '\u001b[2J\u001b]0;x\u0007', oid },
      { mode: '100644', name: 'a\nb', oid },
      { mode: '100644', name: 'x/y', oid },
    ])
    const answer = await studyAll(reader, repo('trees/names.git'), '../post-checkout')
    expect(answer.replace(/[\n\t]/g, '')).not.toMatch(/\p{Cc}/u)
  })

  it('with a tree of ten billion paths is refused in time and memory', async () => {
    const dir = makeRepository(root, 'bombs/tree', [{ message: 'x', files: { a: 'a' } }])
    let tree = writeTree(
      dir,
      Array.from({ length: 10 }, (_, at) => ({ mode: '100644', name: `f${at}`, oid: writeBlob(dir, 'boom') })),
    )
    for (let level = 0; level < 9; level += 1) {
      tree = writeTree(
        dir,
        Array.from({ length: 10 }, (_, at) => ({ mode: '40000', name: `d${at}`, oid: tree })),
      )
    }
    commitRawTree(dir, [{ mode: '40000', name: 'd', oid: tree }])
    const before = process.memoryUsage().rss
    expect(await reader.call('get_repo_structure', { repo_name: repo('bombs/tree.git') })).toContain(
      'Error (too_large)',
    )
    expect(process.memoryUsage().rss - before).toBeLessThan(800e6)
  }, 60_000)

  it('with a file that inflates to 60 MB is read as too large', async () => {
    const dir = makeRepository(root, 'bombs/blob', [{ message: 'x', files: { a: 'a' } }])
    const oid = execFileSync('git', ['--git-dir', dir, 'hash-object', '-w', '--stdin'], { input: Buffer.alloc(60e6) })
      .toString()
      .trim()
    commitRawTree(dir, [{ mode: '100644', name: 'zeros', oid }])
    expect(await reader.call('read_file', { repo_name: repo('bombs/blob.git'), file_path: 'zeros' })).toContain(
      'Error (too_large)',
    )
  }, 60_000)

  it('with a message that forges records of our reader indexes it as words', async () => {
    makeRepository(root, 'messages/forged', [
      { message: 'Real\n\n\u0001deadbeef 0\n\u0002\0etc/passwd\0', files: { 'a.txt': 'hostile machine\n' } },
    ])
    expect(await studyAll(reader, repo('messages/forged.git'), 'a.txt')).not.toContain('etc/passwd')
  })

  it.each([
    'http://169.254.169.254/latest',
    'https://10.0.0.1/acme/widget',
    'file:///etc/passwd',
    'http://127.0.0.1:1/',
    'http://[::1]/x.git',
    'ssh://127.0.0.1/x',
    'ext::sh -c x',
    'http://localhost/x.git',
  ])('that redirects to %s is not followed there', async (target) => {
    const repo_name = repo(`redirect/${Buffer.from(target).toString('hex')}`)
    expect(await reader.call('get_repo_structure', { repo_name })).toContain('Error (blocked)')
  })
})

describe.skipIf(process.platform === 'win32')('a hostile repository on this machine', () => {
  it('runs nothing that its configuration names', async () => {
    const work = join(root, 'local-work')
    mkdirSync(work)
    const run = (...args: string[]) => execFileSync('git', args, { cwd: work })
    run('init', '--quiet', '--initial-branch=main')
    writeFileSync(join(work, 'a.txt'), 'hostile machine\n')
    writeFileSync(join(work, '.gitattributes'), '* diff=evil filter=evil\n')
    run('add', '-A')
    run('-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--quiet', '-m', 'One')
    const command = `touch ${canary}`
    appendFileSync(
      join(work, '.git', 'config'),
      `[core]\n\tfsmonitor = ${command}\n\tpager = ${command}\n\tsshCommand = ${command}\n\teditor = ${command}\n\talternateRefsCommand = ${command}\n\thooksPath = ${work}\n[gpg]\n\tprogram = ${command}\n[log]\n\tshowSignature = true\n[diff]\n\texternal = ${command}\n[diff "evil"]\n\ttextconv = ${command}\n\tcommand = ${command}\n[filter "evil"]\n\tsmudge = ${command}\n\tclean = ${command}\n[uploadpack]\n\tpackObjectsHook = ${command}\n[remote "origin"]\n\turl = ext::sh -c "${command}"\n\tpromisor = true\n[credential]\n\thelper = !${command}\n[include]\n\tpath = ${secret}x\n[alias]\n\tlog = !${command}\n`,
    )
    await using local = await startReader({ SENSORIUM_REPO_CACHE_DIR: join(root, 'cache-local') }, true)
    expect(await studyAll(local, work, 'a.txt')).toContain('hostile machine')
  })

  it('is not reached from outside of the folders that are allowed, nor by a symlink out of them', async () => {
    const allowed = join(root, 'allowed')
    mkdirSync(allowed)
    symlinkSync(join(root, 'local-work'), join(allowed, 'way-out'))
    for (const local of [true, false]) {
      await using bound = await startReader(
        { SENSORIUM_REPO_ROOTS: allowed, SENSORIUM_REPO_CACHE_DIR: join(root, 'cache-roots') },
        local,
      )
      for (const repo_name of [
        join(root, 'local-work'),
        join(allowed, 'way-out'),
        join(allowed, '..', 'local-work'),
        '/etc',
        '~',
      ]) {
        expect(await bound.call('get_repo_structure', { repo_name })).toContain('Error (blocked)')
      }
    }
  })
})

it('leaves nothing outside of its cache', () => {
  const known = [
    'allowed',
    'attributes',
    'bombs',
    'cache',
    'cache-local',
    'cache-roots',
    'honest',
    'links',
    'local-work',
    'messages',
    'modules',
    'outside-secret.txt',
    'trees',
  ]
  expect(readdirSync(root).filter((name) => !known.includes(name))).toEqual([])
})
