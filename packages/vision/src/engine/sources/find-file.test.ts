import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findFile } from './find-file.ts'

let home = ''
const at = (...parts: string[]) => path.join(home, ...parts)

beforeAll(async () => {
  home = await realpath(await mkdtemp(path.join(tmpdir(), 'vision-roots-')))
  await mkdir(at('open', 'deep'), { recursive: true })
  await mkdir(at('closed'))
  await mkdir(at('open-too'))
  await writeFile(at('open', 'a.png'), 'a')
  await writeFile(at('open', 'deep', 'b.png'), 'b')
  await writeFile(at('closed', 'secret.png'), 's')
  await writeFile(at('open-too', 'c.png'), 'c')
  await writeFile(at('open', 'Screenshot 2026-11-22 at 9.41.00\u202FAM.png'), 'mac')
  await symlink(at('closed', 'secret.png'), at('open', 'link.png'))
  await symlink(at('closed'), at('open', 'folder'))
  await symlink(at('open', 'a.png'), at('open', 'inner.png'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

const reach = (local: boolean, ...roots: string[]) => ({ local, roots: roots.map((root) => at(root)), cwd: at('open') })

it('finds relative, absolute and backslashed paths for the user of the machine', async () => {
  for (const given of ['a.png', './deep/../a.png', at('open', 'a.png')]) {
    expect(await findFile(given, reach(true))).toBe(at('open', 'a.png'))
  }
  expect(await findFile('deep\\b.png', reach(true))).toBe(at('open', 'deep', 'b.png'))
  expect(await findFile(at('closed', 'secret.png'), reach(true))).toBe(at('closed', 'secret.png'))
})

it('finds a macOS screenshot whose name holds a space that only looks like one', async () => {
  expect(await findFile('Screenshot 2026-11-22 at 9.41.00 AM.png', reach(true))).toContain('\u202F')
})

it('names the directory that it searched', async () => {
  await expect(findFile('gone.png', reach(true))).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringContaining(at('open')),
  })
  await expect(findFile('no/such/gone.png', reach(true))).rejects.toThrow(/does not exist/)
})

it('reads nothing for callers over the network unless a directory is allowed', async () => {
  await expect(findFile('a.png', reach(false))).rejects.toMatchObject({ code: 'blocked' })
  expect(await findFile('a.png', reach(false, 'open'))).toBe(at('open', 'a.png'))
})

it.each([
  ['../closed/secret.png'],
  ['deep/../../closed/secret.png'],
  ['link.png'],
  ['folder/secret.png'],
  ['../open-too/c.png'],
  ['~/secret.png'],
  ['/etc/passwd'],
  ['/no/such/file'],
])('keeps %s out of an allowed directory', async (given) => {
  for (const local of [true, false]) {
    await expect(findFile(given, reach(local, 'open'))).rejects.toMatchObject({ code: 'blocked' })
  }
})

it('tells nothing of whether a file outside exists', async () => {
  const messages = await Promise.all(
    ['/etc/passwd', '/etc/passwd-that-is-not-there'].map((given) =>
      findFile(given, reach(false, 'open')).catch((error: Error) => error.message),
    ),
  )
  expect(messages[0]).toBe(messages[1])
})

it('follows a link that stays inside', async () => {
  expect(await findFile('inner.png', reach(false, 'open'))).toBe(at('open', 'a.png'))
})
