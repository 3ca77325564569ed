import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Bench, openBench } from '../testing.ts'
import { which } from './python.ts'

const command = await which('jupyter-server', '/usr/local/bin:/usr/bin')
const kernel = await which('/usr/lib/python3/dist-packages/ipykernel', '')
const missing = command && kernel ? undefined : 'jupyter-server or python3-ipykernel is not installed'

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

describe.skipIf(missing)(`a Jupyter server as backend${missing ? ` (${missing})` : ''}`, () => {
  let folder = ''
  let server: ChildProcess
  let bench: Bench
  let jupyter = { url: '', token: 'test-token-123456' }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sensorium-jupyter-'))
    const port = await freePort()
    jupyter = { ...jupyter, url: `http://127.0.0.1:${port}/` }
    const flags = ['--no-browser', '--ip=127.0.0.1', `--port=${port}`, '--allow-root', `--ServerApp.root_dir=${folder}`]
    server = spawn(command ?? '', [...flags, `--ServerApp.token=${jupyter.token}`], {
      env: { HOME: folder, TMPDIR: folder, PATH: '/usr/bin:/bin', JUPYTER_RUNTIME_DIR: folder },
      stdio: 'ignore',
    })
    await vi.waitFor(() => fetch(`${jupyter.url}api`), { timeout: 50_000, interval: 200 })
    bench = await openBench({ backend: 'jupyter', jupyter })
  }, 60_000)
  afterAll(async () => {
    await bench?.close()
    server.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  it('keeps state, reports values, streams, errors and files', { timeout: 60_000 }, async () => {
    const first = await bench.run(
      'import sys\nx = 41\nopen("made.txt", "w").write("made")\nprint("out"); print("err", file=sys.stderr)\n123**21',
    )
    expect(first.outcome).toMatchObject({
      ended: 'ok',
      displays: [{ kind: 'text', text: '77269364466549865653073473388030061522211723' }],
      stdout: { text: 'out\n' },
      stderr: { text: 'err\n' },
      files: [{ path: 'made.txt', change: 'new' }],
    })
    const { session } = first
    const again = await bench.run('open("made.txt").read(), x + 1', { session, take: ['made.txt'] })
    expect(again.outcome).toMatchObject({ displays: [{ text: "('made', 42)" }], taken: [{ data: 'bWFkZQ==' }] })
    expect((await bench.run('1 / 0', { session })).outcome).toMatchObject({ ended: 'error', lost: false })
    const long = await bench.run('print("x" * 100000)', { session, chars: 2_000 })
    expect(long.outcome.stdout).toMatchObject({ cut: true, file: expect.stringContaining('stdout') })
  })

  it('interrupts code at its deadline and replaces a kernel that died', { timeout: 60_000 }, async () => {
    const { session, outcome } = await bench.run('while True: pass', { timeoutMs: 1_000 })
    expect(outcome).toMatchObject({ ended: 'timeout', lost: false })
    const died = await bench.run('import os; os._exit(1)', { session })
    expect(died.outcome).toMatchObject({ ended: 'died', lost: true, replaced: true })
    expect(await bench.run('6 * 7', { session })).toMatchObject({
      restarted: true,
      outcome: { displays: [{ text: '42' }] },
    })
  })

  it('leaves no kernel and no folder behind', { timeout: 60_000 }, async () => {
    await bench.close()
    const headers = { authorization: `token ${jupyter.token}` }
    const kernels = async () => (await fetch(`${jupyter.url}api/kernels`, { headers })).json()
    await vi.waitFor(async () => expect(await kernels()).toEqual([]), { timeout: 20_000, interval: 200 })
    expect((await readdir(folder)).filter((name) => name.startsWith('sensorium-kernel-'))).toEqual([])
  })

  it('says clearly that the token is wrong and that a server is away', { timeout: 60_000 }, async () => {
    const wrong = await openBench({ backend: 'jupyter', jupyter: { ...jupyter, token: 'wrong' } })
    await expect(wrong.run('1')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('jupyterToken'),
    })
    const away = await openBench({ backend: 'jupyter', jupyter: { url: 'http://127.0.0.1:1/', token: 'x' } })
    await expect(away.run('1')).rejects.toMatchObject({ message: expect.stringContaining('cannot be reached') })
  })
})
