import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, it, onTestFinished } from 'vitest'

/** Opens a store as soon as all are ready, and says how that went. */
const opener = `
  const { parentPort, workerData: { module, file, gate } } = require('node:worker_threads')
  import(module).then(({ createSqliteStore }) => {
    parentPort.postMessage('ready')
    Atomics.wait(gate, 0, 0)
    createSqliteStore(file)
    parentPort.postMessage('open')
  }).catch((error) => parentPort.postMessage(error.message))`

it('is opened by several gateways at the same moment, though it is new', { timeout: 60_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sensorium-sqlite-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const module = new URL('./sqlite.ts', import.meta.url).href
  for (let round = 0; round < 10; round += 1) {
    const gate = new Int32Array(new SharedArrayBuffer(4))
    const workerData = { module, file: join(directory, String(round)), gate }
    const workers = Array.from({ length: 6 }, () => new Worker(opener, { eval: true, workerData }))
    const said = () => Promise.all(workers.map((worker) => new Promise((say) => worker.once('message', say))))
    expect(await said()).toEqual(workers.map(() => 'ready'))
    const opened = said()
    Atomics.store(gate, 0, 1)
    Atomics.notify(gate, 0)
    expect(await opened).toEqual(workers.map(() => 'open'))
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
})
