import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type TestHome, testHome } from '../testing/home.ts'
import { add } from './add.ts'
import { remove } from './remove.ts'

/** Stands in for a client's command: notes how it was called, then does or fails. */
async function install(home: TestHome, body: string): Promise<string> {
  const noted = join(home.place.home, 'calls')
  const script = `#!/bin/sh\nprintf '%s\\n' "$*" >> '${noted}'\n${body}\n`
  const file = await home.write(join(home.place.home, 'bin', 'claude'), script)
  await chmod(file, 0o755)
  return noted
}

async function homeWithClaude(body: string): Promise<{ home: TestHome; calls: () => Promise<string>; file: string }> {
  const home = await testHome({ PATH: '' })
  const withPath = { ...home.place.env, PATH: `${join(home.place.home, 'bin')}:/usr/bin:/bin` }
  Object.assign(home.place, { env: withPath })
  const noted = await install(home, body)
  return { home, calls: () => home.read(noted), file: join(home.place.home, '.claude.json') }
}

it('leaves the edit to the command of a client that rewrites its file while it runs', async () => {
  const { home, calls, file } = await homeWithClaude('exit 0')
  await using _ = home
  await home.write(file, '{"numStartups":7}')
  const outcome = await home.run(add, ['claude-code'])
  expect(outcome.stdout).toContain('by claude mcp')
  expect(await calls()).toBe(
    'mcp add-json --scope user sensorium {"type":"stdio","command":"npx","args":["-y","sensorium","stdio"],"env":{}}\n',
  )
  expect(await home.read(file)).toBe('{"numStartups":7}')
})

it('takes a name that changes away first, since the command refuses it', async () => {
  const { home, calls, file } = await homeWithClaude('exit 0')
  await using _ = home
  await home.write(file, '{"mcpServers":{"sensorium":{"type":"http","url":"http://old/mcp"}}}')
  await home.run(add, ['claude-code'])
  expect((await calls()).split('\n')).toEqual([
    'mcp remove --scope user sensorium',
    expect.stringMatching(/^mcp add-json/),
    '',
  ])
  await home.run(remove, ['claude-code'])
  expect(await calls()).toMatch(/mcp remove --scope user sensorium\n$/)
})

it('edits the file itself when the command fails, and says so', async () => {
  const { home, file } = await homeWithClaude('echo broken >&2; exit 3')
  await using _ = home
  const outcome = await home.run(add, ['claude-code'])
  expect(outcome.code).toBe(0)
  expect(outcome.stderr).toContain('claude mcp failed')
  expect(await home.read(file)).toContain('"sensorium"')
})

it('shows the command without the key and does not run it on --dry-run', async () => {
  const { home, calls } = await homeWithClaude('exit 0')
  await using _ = home
  const argv = ['claude-code', '--url', 'https://gw.test', '--key', 'key-0123456789abcdef', '--dry-run']
  const { stdout } = await home.run(add, argv)
  expect(stdout).toContain('claude mcp add-json --scope user sensorium')
  expect(stdout).not.toContain('0123456789')
  await expect(calls()).rejects.toThrow('ENOENT')
})

it('edits project scope itself: that file is for people to keep', async () => {
  const { home, calls } = await homeWithClaude('exit 0')
  await using _ = home
  await home.run(add, ['claude-code', '--scope', 'project'])
  expect(await home.read(join(home.place.directory, '.mcp.json'))).toContain('"sensorium"')
  await expect(calls()).rejects.toThrow('ENOENT')
})
