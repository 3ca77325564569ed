import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { available, openBench, processesBelow } from './testing.ts'

const sandboxes = () => processesBelow(process.pid).filter((line) => line.includes('bwrap'))
const gone = () => vi.waitFor(() => expect(sandboxes()).toEqual([]), { timeout: 10_000, interval: 50 })

const missing = await available('bubblewrap')
describe.skipIf(missing)(`sessions and their processes${missing ? ` (${missing})` : ''}`, () => {
  it('opens, uses and drops a hundred sessions and leaves nothing', { timeout: 120_000 }, async () => {
    const bench = await openBench({ backend: 'bubblewrap', perOwner: 4 })
    for (let round = 0; round < 25; round += 1) {
      const codes = [0, 1, 2, 3].map((index) => bench.run(`print(${round} * 4 + ${index})`, { timeoutMs: 30_000 }))
      const printed = (await Promise.all(codes)).map(({ outcome }) => Number(outcome.stdout.text))
      expect(printed).toEqual([0, 1, 2, 3].map((index) => round * 4 + index))
    }
    expect(sandboxes().length).toBeLessThanOrEqual(4 * 3)
    await bench.close()
    await gone()
  })

  it('runs twenty at one time', { timeout: 120_000 }, async () => {
    const bench = await openBench({ backend: 'bubblewrap', perOwner: 20 })
    const code = (index: number) => `import time\ntime.sleep(0.2)\nsum(range(100000)) + ${index}`
    const runs = Array.from({ length: 20 }, (_, index) => bench.run(code(index), { timeoutMs: 60_000 }))
    const values = (await Promise.all(runs)).map(({ outcome }) => outcome.displays[0])
    expect(values).toEqual(runs.map((_, index) => ({ kind: 'text', text: String(4_999_950_000 + index) })))
    await bench.close()
    await gone()
  })

  it('runs calls to one session one after the other', async () => {
    const bench = await openBench({ backend: 'bubblewrap' })
    const { session } = await bench.run('n = 0')
    const runs = Array.from({ length: 5 }, () =>
      bench.run('m = n\nimport time; time.sleep(0.05)\nn = m + 1\nn', { session }),
    )
    const values = (await Promise.all(runs)).map(({ outcome }) => outcome.displays[0])
    expect(values).toEqual([1, 2, 3, 4, 5].map((text) => ({ kind: 'text', text: String(text) })))
    await bench.close()
  })

  it('replaces a sandbox that was killed, idle or running, and says so', async () => {
    const bench = await openBench({ backend: 'bubblewrap' })
    const { session } = await bench.run('x = 1')
    const kill = () => {
      const pids = processesBelow(process.pid, 'pid').filter((line) => line.includes('bwrap'))
      for (const line of pids) process.kill(Number.parseInt(line, 10), 'SIGKILL')
    }
    kill()
    await gone()
    await new Promise((resolve) => setTimeout(resolve, 100))
    const idle = await bench.run('"x" in globals()', { session })
    expect(idle).toMatchObject({ restarted: true, outcome: { ended: 'ok', displays: [{ text: 'False' }] } })

    const running = bench.run('import time; time.sleep(30)', { session, timeoutMs: 40_000 })
    setTimeout(kill, 300)
    expect((await running).outcome).toMatchObject({ ended: 'died', lost: true, replaced: true })
    expect((await bench.run('1', { session })).outcome.ended).toBe('ok')
    await bench.close()
    await gone()
  })

  it('stops code when the call is cancelled and keeps the session', async () => {
    const bench = await openBench({ backend: 'bubblewrap' })
    const { session } = await bench.run('x = 1')
    const signal = AbortSignal.timeout(200)
    const { outcome } = await bench.run('while True: pass', { session, signal, timeoutMs: 60_000 })
    expect(outcome).toMatchObject({ ended: 'cancelled', lost: false })
    expect((await bench.run('x', { session })).outcome.displays).toMatchObject([{ text: '1' }])
    await bench.close()
  })

  it('runs nothing between calls', async () => {
    const bench = await openBench({ backend: 'bubblewrap' })
    const counting =
      'import threading, time\nn = 0\ndef count():\n  global n\n  while True:\n    n += 1; time.sleep(0.005)\nthreading.Thread(target=count, daemon=True).start()\ntime.sleep(0.1)\nn'
    const { session, outcome } = await bench.run(counting)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const after = await bench.run('n', { session })
    const [before, now] = [outcome, after.outcome].map(({ displays: [value] }) =>
      Number(value && 'text' in value && value.text),
    )
    expect(now).toBeLessThan((before ?? 0) + 20)
    await bench.close()
  })

  it('closes idle sessions and says why they are gone', async () => {
    const bench = await openBench({ backend: 'bubblewrap', idleMs: 100 })
    const { session } = await bench.run('1')
    await gone()
    await expect(bench.run('1', { session })).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('idle'),
    })
    await bench.close()
  })

  it('makes room by closing the caller’s longest unused session, never another’s', async () => {
    const bench = await openBench({ backend: 'bubblewrap', perOwner: 2 })
    const other = await bench.run('1', { owner: 'other' })
    const [first, second] = [await bench.run('1'), await bench.run('1')]
    await bench.run('1')
    await expect(bench.run('1', { session: first.session })).rejects.toMatchObject({ code: 'not_found' })
    expect((await bench.run('1', { session: second.session })).outcome.ended).toBe('ok')
    expect((await bench.run('1', { session: other.session, owner: 'other' })).outcome.ended).toBe('ok')
    await expect(bench.run('1', { session: other.session })).rejects.toMatchObject({ code: 'not_found' })
    await bench.close()
  })

  it('hands out warm interpreters with packages imported', { timeout: 60_000 }, async () => {
    const bench = await openBench({ backend: 'bubblewrap', warm: 1 })
    await bench.run('1')
    await vi.waitFor(
      async () => {
        const { outcome } = await bench.run(
          'import sys\nprint("json" in sys.modules, "sensorium.worker" in sys.modules)',
        )
        expect(outcome.stdout.text).toBe('True True\n')
      },
      { timeout: 30_000 },
    )
    await bench.close()
    await gone()
  })

  it('leaves no process when the server is killed while code runs', { timeout: 60_000 }, async () => {
    const script = `import { openBench } from ${JSON.stringify(new URL('./testing.ts', import.meta.url).href)}
      const bench = await openBench({ backend: 'bubblewrap', warm: 1 })
      void bench.run('import os\\nos.fork(); os.setsid() if os.getpid() % 2 else 0\\nwhile True: pass', { timeoutMs: 60000 })
      setTimeout(() => console.log('running'), 1500)`
    const server = spawn(process.execPath, ['--conditions=@sensorium/source', '--input-type=module', '-e', script], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(server.stdout, 'data')
    const below = processesBelow(server.pid ?? 0, 'pid').map((line) => Number.parseInt(line, 10))
    expect(below.length).toBeGreaterThan(1)
    server.kill('SIGKILL')
    const alive = (pid: number) => {
      try {
        return process.kill(pid, 0)
      } catch {
        return false
      }
    }
    await vi.waitFor(() => expect(below.filter(alive)).toEqual([]), { timeout: 20_000, interval: 100 })
  })
})
