import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type CrowdResult, crowd, type DoorName, doors } from '../../load/clients.ts'

/**
 * A crowd over each door beside the SDK's hello-world and bare node:http, then sessions that are opened and abandoned:
 * `run.ts [clients] [calls of each] [sessions]`, by default 1000, 5 and 10000.
 */
const [clients = 1_000, calls = 5, sessions = 10_000] = process.argv.slice(2).map(Number)
const keys = Array.from({ length: 50 }, (_, at) => `a-key-of-the-benchmark-${at}`)
const stateless: readonly DoorName[] = ['2026-07-28', '2025 stateless']
const peers: readonly (readonly [name: string, doors: readonly DoorName[]])[] = [
  ['floor', stateless],
  ['SDK hello-world', stateless],
  ['sensorium', doors],
]
let port = 18_700

console.log(`${clients} clients at once, ${calls} calls each`)
console.log('server            door                  answered  calls/s  p50 ms  p99 ms  RSS MiB')
for (const [name, served] of peers) {
  await using server = await start(name)
  // What is compiled on the way is not what is measured.
  for (const door of served) await crowd(door, { url: server.url, keys, clients: 50, calls: 5 })
  for (const door of served)
    print(name, door, await crowd(door, { url: server.url, keys, clients, calls }), server.rss())
  if (name === 'sensorium') await abandon(server)
}

/** Opens sessions and forgets them; says what they hold. */
async function abandon(server: Running): Promise<void> {
  const heap = async () => {
    const answer = await fetch(`${server.url}/metrics`, { headers: { authorization: keys[0] ?? '' } })
    return Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(await answer.text())?.[1])
  }
  const [before, rss] = [await heap(), server.rss()]
  for (let opened = 0; opened < sessions; opened += 500) {
    await crowd('2025 with a session', { url: server.url, keys, clients: 500, calls: 0 })
  }
  const each = ((await heap()) - before) / sessions / 1024
  console.log(
    `${sessions} sessions opened and abandoned: ${each.toFixed(1)} KiB of heap each before collection, RSS ${rss.toFixed(0)} → ${server.rss().toFixed(0)} MiB`,
  )
}

interface Running extends AsyncDisposable {
  readonly url: string
  /** Resident memory, MiB. */
  readonly rss: () => number
}

async function start(name: string): Promise<Running> {
  port += 1
  const script = new URL('../gateway/serve.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [...process.execArgv, script, name, String(port)], {
    env: { PATH: process.env['PATH'], SENSORIUM_KEYS: keys.join(), NODE_ENV: 'production' },
    stdio: 'inherit',
  })
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 150; tries += 1) {
    const answer = await fetch(url).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer !== undefined) break
    await sleep(200)
  }
  return {
    url,
    rss: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

function print(name: string, door: string, { answered, failures, p50, p99, seconds }: CrowdResult, rss: number): void {
  const cells = [
    name.padEnd(17),
    door.padEnd(20),
    `${answered}/${clients * calls}`.padStart(10),
    (answered / seconds).toFixed(0).padStart(8),
    p50.toFixed(0).padStart(7),
    p99.toFixed(0).padStart(7),
    rss.toFixed(0).padStart(8),
  ]
  console.log(cells.join(' '))
  for (const failure of failures) console.log(`  ${failure}`)
}
