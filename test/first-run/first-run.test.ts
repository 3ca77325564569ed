import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'

const bin = fileURLToPath(new URL('../../packages/sensorium/src/bin.ts', import.meta.url))
const command = [process.execPath, '--conditions=@sensorium/source', '--disable-warning=ExperimentalWarning', bin]
const python = spawnSync('python3', ['-c', 'import pty'], { stdio: 'ignore' }).status === 0
const enter = '\r'
const down = '\u001B[B'
const ctrlC = '\u0003'

/** The question which servers, answered with what it proposes. */
const allServers = { wait: 'code-interpreter', send: enter }

interface Step {
  readonly wait: string
  readonly send: string
}

interface Drive {
  readonly transcript: string
  readonly code: number | null
  /** The configuration of the client that was found, if there is one now. */
  readonly cursor: Record<string, unknown> | undefined
}

/** Runs the suite without a command in a terminal of its own, at a home where Cursor has been used. */
async function drive(
  steps: readonly Step[],
  env: Record<string, string> = {},
  argv: readonly string[] = [],
): Promise<Drive> {
  const home = await mkdtemp(join(tmpdir(), 'sensorium-first-'))
  try {
    await mkdir(join(home, '.cursor'))
    const task = {
      command: [...command, ...argv],
      env: { HOME: home, PATH: '/nowhere', TERM: 'xterm', LANG: 'en_US.UTF-8', ...env },
      cwd: home,
      steps,
    }
    const script = fileURLToPath(new URL('drive.py', import.meta.url))
    const { stdout } = await execa('python3', [script], { input: JSON.stringify(task) })
    const file = join(home, '.cursor', 'mcp.json')
    const cursor = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')).mcpServers.sensorium : undefined
    return { ...JSON.parse(stdout), cursor }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

describe.skipIf(!python)('the first run in a terminal (needs python3)', { timeout: 120_000 }, () => {
  it('finds clients, asks, shows the files and configures', async () => {
    const { transcript, code, cursor } = await drive([
      { wait: 'Factory Droid', send: enter },
      { wait: 'Through a gateway', send: enter },
      allServers,
      { wait: 'GitHub', send: enter },
      { wait: 'Go on?', send: enter },
    ])
    expect(transcript).toContain('found on this machine')
    expect(transcript).toContain('.cursor/mcp.json')
    expect(transcript).toContain('Done. Restart the clients')
    expect(code).toBe(0)
    expect(cursor).toMatchObject({ args: expect.arrayContaining(['stdio']) })
  })

  it('gives servers a key that it does not show', async () => {
    const { transcript, cursor } = await drive([
      { wait: 'Factory Droid', send: enter },
      { wait: 'Through a gateway', send: enter },
      allServers,
      { wait: 'GitHub', send: ` ${enter}` },
      { wait: 'Key for Z.AI (Z_AI_API_KEY)', send: `typed-key-0123456789${enter}` },
      { wait: 'Go on?', send: enter },
    ])
    expect(cursor).toMatchObject({ env: { Z_AI_API_KEY: 'typed-key-0123456789' } })
    expect(transcript).not.toContain('typed-key')
  })

  it('connects to a gateway, and asks again for an address that is none', async () => {
    const { transcript, code, cursor } = await drive([
      { wait: 'Factory Droid', send: enter },
      { wait: 'Through a gateway', send: `${down}${enter}` },
      { wait: 'Where is the gateway?', send: `x${enter}` },
      { wait: 'no http or https address', send: '\u0015https://gw.test/mcp\r' },
      { wait: 'Its key', send: `gate-key-0123456789${enter}` },
      allServers,
      { wait: 'Go on?', send: enter },
    ])
    expect(transcript).toContain('sensorium serve')
    expect(code).toBe(0)
    expect(cursor).toEqual({ url: 'https://gw.test/mcp', headers: { Authorization: 'Bearer gate-key-0123456789' } })
    expect(transcript).not.toContain('gate-key')
  })

  it('speaks Chinese in a Chinese terminal', async () => {
    const steps = [
      { wait: '要为哪些客户端配置', send: enter },
      { wait: '通过网关', send: enter },
      allServers,
      { wait: '是否有下列厂商的密钥', send: enter },
      { wait: '是否继续', send: enter },
    ]
    const { transcript, cursor } = await drive(steps, { LANG: 'zh_CN.UTF-8' })
    expect(transcript).toContain('完成')
    expect(cursor).toBeDefined()
  })

  it('speaks the language that is asked for, and changes nothing when it is left', async () => {
    const steps = [
      { wait: 'Factory Droid', send: enter },
      { wait: 'Through a gateway', send: enter },
      allServers,
      { wait: 'GitHub', send: enter },
      { wait: 'Go on?', send: ctrlC },
    ]
    const { transcript, code, cursor } = await drive(steps, { LANG: 'zh_CN.UTF-8' }, ['--lang', 'en'])
    expect(transcript).toContain('Nothing was changed.')
    expect(code).toBe(1)
    expect(cursor).toBeUndefined()
  })

  it('knows no other language', async () => {
    const { transcript, code } = await drive([], {}, ['--lang', 'tlh'])
    expect(transcript).toContain('--lang')
    expect(code).toBe(2)
  })
})

it('prints help where there is no terminal', async () => {
  const [file = '', ...args] = command
  const { stdout, exitCode } = await execa(file, args, { stdin: 'ignore' })
  expect(exitCode).toBe(0)
  for (const name of ['add', 'remove', 'list', 'doctor', 'serve', 'stdio', 'call', 'tools'])
    expect(stdout).toContain(`  ${name} `)
})
