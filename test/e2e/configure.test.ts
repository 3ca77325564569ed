import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { afterAll, beforeAll, expect, it } from 'vitest'

const bin = fileURLToPath(new URL('../../packages/sensorium/dist/bin.js', import.meta.url))
let home: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sensorium-configure-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

/** The built command line at a home of its own, in a project of its own. */
function sensorium(...args: readonly string[]) {
  const env = { HOME: home, PATH: '/usr/bin:/bin' }
  return execa(process.execPath, [bin, ...args], { env, extendEnv: false, cwd: home, reject: false, stdin: 'ignore' })
}

it('edits all three languages from the bundle, and undoes it', async () => {
  const before = '{\n  // mine\n}\n'
  await writeFile(join(home, '.mcp.json'), before)
  const added = await sensorium('add', 'claude-code', 'codex', '--scope', 'project')
  expect(added).toMatchObject({ exitCode: 0, stderr: '' })
  expect((await sensorium('add', 'goose')).exitCode).toBe(0)
  expect(await readFile(join(home, '.config/goose/config.yaml'), 'utf8')).toContain(bin)
  expect(await readFile(join(home, '.codex/config.toml'), 'utf8')).toContain('[mcp_servers.sensorium]')

  const listed = JSON.parse((await sensorium('list', '--json')).stdout)
  expect(listed.map((found: { client: string }) => found.client)).toEqual(['claude-code', 'codex', 'goose'])

  await sensorium('remove', 'claude-code', 'codex', '--scope', 'project')
  expect(await readFile(join(home, '.mcp.json'), 'utf8')).toBe(before)
})

it('pins its exit codes: 0 done, 1 could not, 2 wrong use', async () => {
  await writeFile(join(home, '.mcp.json'), '{')
  expect((await sensorium('add', 'claude-code', '--scope', 'project')).exitCode).toBe(1)
  expect((await sensorium('add', 'nobody')).exitCode).toBe(2)
  expect((await sensorium('add', '--help')).exitCode).toBe(0)
  // The doctor runs something in every sandbox there is.
  expect((await sensorium('doctor', '--json')).stdout).toContain('"state"')
}, 120_000)
