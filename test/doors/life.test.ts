import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterEach, describe, expect, it } from 'vitest'
import { firstHttp, httpDoors } from './clients.ts'
import { launch, startHttp } from './process.ts'

const key = 'a-key-of-the-life-tests'
const keys = { SENSORIUM_KEYS: key }
const directories: string[] = []

afterEach(async () => {
  await Promise.all(directories.splice(0).map((directory) => rm(directory, { recursive: true })))
})

function run(flags: readonly string[], env: Readonly<Record<string, string>> = {}, input = '') {
  return execa(launch.command, [...launch.args, ...flags], {
    env: { PATH: process.env['PATH'], ...env },
    extendEnv: false,
    reject: false,
    input,
    timeout: 15_000,
  })
}

async function home(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'sensorium-life-'))
  directories.push(directory)
  return directory
}

describe('a command line', () => {
  it('shows its tools, settings and environment variables on --help', async () => {
    const { stdout, exitCode } = await run(['--help'])
    expect(exitCode).toBe(0)
    for (const part of ['Repeats a message.', '--greeting', 'SENSORIUM_GREETING', '--port', '[7432]', 'FIXTURE_KEY']) {
      expect(stdout).toContain(part)
    }
  })

  it('shows its version', async () => {
    expect((await run(['--version'])).stdout).toBe('1.2.3')
  })

  it('names every fault at once and exits 2 before serving', async () => {
    const { stderr, stdout, exitCode } = await run(['--retries', 'many', '--greting', 'x'], {
      SENSORIUM_GREETING: 'far longer than it may be',
    })
    expect(exitCode).toBe(2)
    expect(stdout).toBe('')
    for (const part of ['--retries', 'did you mean --greeting?', 'SENSORIUM_GREETING']) expect(stderr).toContain(part)
  })

  it('takes a flag before the environment before the default', async () => {
    await using server = await startHttp(['--greeting', 'flag'], { ...keys, SENSORIUM_GREETING: 'environment' })
    await using client = await firstHttp(server.url, key)
    expect((await client.call('whoami', {})).structuredContent).toMatchObject({ greeting: 'flag' })
  })

  it('refuses a port in use and names the flag', async () => {
    const blocker = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => blocker.once('listening', resolve))
    const address = blocker.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const { stderr, exitCode } = await run(['--http', '--port', String(port)], keys)
    blocker.close()
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`Port ${port} is in use`)
    expect(stderr).toContain('--port')
  })

  it('refuses --auth none beyond loopback', async () => {
    const { stderr, exitCode } = await run(['--http', '--auth', 'none', '--host', '0.0.0.0'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('loopback only')
  })

  it.each([
    ['a key that is too short', ['--keys', 'short'], 'at least 16 characters'],
    ['a keys file that is not there', ['--keys-file', '/nonexistent/keys'], 'cannot read'],
  ])('refuses %s', async (_name, flags, says) => {
    const { stderr, exitCode } = await run(['--http', ...flags])
    expect(exitCode).toBe(2)
    expect(stderr).toContain(says)
  })
})

describe('a first start without keys', () => {
  it('makes a key, shows it once inside commands to paste, and keeps it from others', async () => {
    const config = await home()
    const start = () => startHttp([], { XDG_CONFIG_HOME: config })
    const file = join(config, 'sensorium', 'key')
    let made: string
    {
      await using server = await start()
      await expect.poll(server.log).toContain('sensorium add CLIENT')
      made = (await readFile(file, 'utf8')).trim()
      expect((await stat(file)).mode & 0o777).toBe(0o600)
      expect(server.log()).toContain(`--url ${server.url} --key "${made}"`)
      await using client = await firstHttp(server.url, made)
      expect((await client.call('echo', { message: 'in' })).content[0]?.text).toBe('in')
    }
    await using again = await start()
    await expect.poll(again.log).toContain('sensorium add CLIENT')
    expect(again.log()).not.toContain(made)
  })
})

describe('passthrough', () => {
  it("hands the caller's key on as the vendor's and never logs it", async () => {
    const vendorKey = 'vendor-key-0123456789abcdef'
    await using server = await startHttp(['--auth', 'passthrough', '--log-level', 'debug'])
    await using client = await firstHttp(server.url, vendorKey)
    expect((await client.call('whoami', {})).structuredContent).toMatchObject({ hasVendorKey: true })
    await client.call('fail', { how: 'crash', secret: vendorKey })
    await expect.poll(server.log).toContain('unexpected detail')
    expect(server.log()).not.toContain(vendorKey)
  })
})

describe('stdio', () => {
  it('writes nothing but protocol to stdout and ends with stdin', async () => {
    const messages = [
      {
        id: 1,
        method: 'initialize',
        params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
      },
      { method: 'notifications/initialized' },
      { id: 2, method: 'tools/call', params: { name: 'echo', arguments: { message: 'printed by a library' } } },
    ]
    const child = run(
      ['--log-level', 'debug'],
      { FIXTURE_KEY: 'planted-secret-value' },
      messages.map((m) => `${JSON.stringify({ jsonrpc: '2.0', ...m })}\n`).join(''),
    )
    const { stdout, stderr, exitCode } = await child
    expect(exitCode).toBe(0)
    for (const line of stdout.split('\n').filter(Boolean)) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' })
    expect(stdout).toContain('"id":2')
    expect(stderr).toContain('printed by a library')
    expect(`${stdout}${stderr}`).not.toContain('planted-secret-value')
  })

  it('survives lines that are no messages', async () => {
    const { stdout, exitCode } = await run([], {}, 'not json\n{}\n[]\n{"jsonrpc":"2.0","id":7,"method":"ping"}\n')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('"id":7')
  })

  it.each(['SIGTERM', 'SIGINT'] as const)('ends on %s', async (signal) => {
    const child = execa(launch.command, [...launch.args, '--log-level', 'debug'], { reject: false, timeout: 15_000 })
    await new Promise((resolve) => child.stderr.once('data', resolve))
    child.kill(signal)
    expect((await child).exitCode).toBe(0)
  })
})

describe.each(Object.entries(httpDoors))('SIGTERM over %s', (_name, open) => {
  it('lets a call in flight finish, refuses new ones with 503, then ends', async () => {
    await using server = await startHttp([], keys)
    await using client = await open(server.url, key)
    const { promise: running, resolve: onprogress } = Promise.withResolvers<unknown>()
    const call = client.call('slow', { ms: 3_000, steps: 30 }, { onprogress })
    await running
    server.kill('SIGTERM')
    await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    expect((await call).content[0]?.text).toBe('done')
    expect(await server.exitCode).toBe(0)
  })
})
