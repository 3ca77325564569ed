import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Era, load } from './load.ts'
import { type ServerName, servers } from './servers.ts'

/** Throughput of a trivial tool over HTTP beside the SDK's hello-world and bare node:http, in one run (DESIGN section 10). */
const key = 'a-key-of-the-benchmark'
const seconds = Number(process.argv[2] ?? 4)
const eras: readonly Era[] = ['2026-07-28', '2025-06-18']
let port = 18_470

console.log('server            era          conn  calls/s  calls/CPU-s  p50 ms  p99 ms  failed  RSS MiB')
for (const name of Object.keys(servers) as ServerName[]) {
  port += 1
  const server = spawn(
    process.execPath,
    [...process.execArgv, new URL('./serve.ts', import.meta.url).pathname, name, String(port)],
    {
      env: { PATH: process.env['PATH'], SENSORIUM_KEYS: key, NODE_ENV: 'production' },
      stdio: 'inherit',
    },
  )
  await listening(port)
  for (const era of eras) {
    // What is compiled on the way is not what is measured.
    await load(port, key, server.pid ?? 0, era, 16, 1)
    for (const connections of [16, 128]) {
      const result = await load(port, key, server.pid ?? 0, era, connections, seconds)
      const numbers = [result.callsPerSecond, result.callsPerCpuSecond].map((value) => value.toFixed(0))
      const times = [result.p50, result.p99].map((value) => value.toFixed(1))
      console.log(
        [
          name.padEnd(17),
          era.padEnd(12),
          String(connections).padStart(4),
          numbers[0]?.padStart(8),
          numbers[1]?.padStart(12),
          times[0]?.padStart(7),
          times[1]?.padStart(7),
          String(result.failed).padStart(7),
          result.rss.toFixed(0).padStart(8),
        ].join(' '),
      )
    }
  }
  server.kill('SIGKILL')
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer !== undefined) return
    await sleep(200)
  }
  throw new Error(`nothing listens on port ${port}`)
}
