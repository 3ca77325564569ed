import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync, gzipSync } from 'node:zlib'
import { createFetcher } from '@sensorium/net'
import { Agent, request } from 'undici'

/** What the guard costs: our fetch beside undici's request and Node's fetch, over loopback, in one run. */
const small = Buffer.from('<p>hello</p>'.repeat(500))
const large = gzipSync(Buffer.alloc(10 * 1024 * 1024, 'the quick brown fox '))
const rounds = 15

const server = createServer((message, response) => {
  if (message.url === '/small') response.end(small)
  else response.setHeader('content-encoding', 'gzip').end(large)
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const fetcher = createFetcher({ allowHosts: ['127.0.0.1'], cacheBytes: 0 })
const peers: Readonly<Record<string, (path: string) => Promise<number>>> = {
  'net (guarded)': async (path) => (await fetcher.get(base + path)).bytes.length,
  'undici request, one connection each': async (path) => {
    const dispatcher = new Agent()
    const { headers, body } = await request(base + path, { dispatcher })
    const wire = new Uint8Array(await body.arrayBuffer())
    await dispatcher.destroy()
    return headers['content-encoding'] === 'gzip' ? gunzipSync(wire).length : wire.length
  },
  'Node fetch (kept connections)': async (path) => (await (await fetch(base + path)).arrayBuffer()).byteLength,
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

const tasks: Readonly<Record<string, (get: (path: string) => Promise<number>) => Promise<unknown>>> = {
  '6 KB page': (get) => get('/small'),
  '10 MB page, gzip': (get) => get('/large'),
  '50 pages at once': (get) => Promise.all(Array.from({ length: 50 }, () => get('/small'))),
}

for (const [task, run] of Object.entries(tasks)) {
  const times = new Map<string, number[]>(Object.keys(peers).map((name) => [name, []]))
  for (let round = 0; round < rounds + 2; round++) {
    for (const [name, get] of Object.entries(peers)) {
      const ms = await timed(() => run(get))
      if (round >= 2) times.get(name)?.push(ms)
    }
  }
  const floor = Math.min(...Array.from(times.values(), median))
  console.log(`\n${task}`)
  for (const [name, values] of times) {
    console.log(
      `  ${name.padEnd(36)} ${median(values).toFixed(1).padStart(7)} ms  × ${(median(values) / floor).toFixed(2)}`,
    )
  }
}
console.log(`\nresident memory at the end: ${Math.round(process.memoryUsage().rss / 1_048_576)} MiB`)
await fetcher[Symbol.asyncDispose]()
server.closeAllConnections()
server.close()
