import { fork } from 'node:child_process'
import { once } from 'node:events'
import { type BenchClient, bareUndici, openai, ours } from './clients.ts'

/**
 * `npm run bench -- provider`: time per call and streaming throughput of this
 * client beside the official `openai` client and bare undici, in turns of one run; medians, and ratios to bare undici.
 */
const chunks = 20_000
const calls = 100
const rounds = 9

const server = fork(new URL('server.ts', import.meta.url), [String(chunks)])
const [port] = (await once(server, 'message')) as [number]
const baseUrl = `http://127.0.0.1:${port}/v1`
const clients: BenchClient[] = [bareUndici(baseUrl), ours(baseUrl), await openai(baseUrl)]

const perCall = await measure(async (client) => {
  for (let call = 0; call < calls; call += 1) await client.whole()
})
const perStream = await measure(async (client) => {
  const length = await client.streamed()
  if (length !== chunks * 'token '.length) throw new Error(`${client.name} lost text: ${length}`)
})

const base = clients[0]?.name ?? ''
print('one call after another', 'µs a call', (name) => ((perCall.get(name) ?? 0) * 1000) / calls, perCall)
print('a long stream', 'events/ms', (name) => chunks / (perStream.get(name) ?? 1), perStream)
server.kill()
process.exit()

/** Median milliseconds of each client, measured in turns so that noise meets all alike; the first round warms up. */
async function measure(work: (client: BenchClient) => Promise<void>): Promise<Map<string, number>> {
  const times = new Map(clients.map(({ name }) => [name, [] as number[]]))
  for (let round = 0; round <= rounds; round += 1) {
    for (const client of clients) {
      const start = performance.now()
      await work(client)
      if (round > 0) times.get(client.name)?.push(performance.now() - start)
    }
  }
  return new Map([...times].map(([name, list]) => [name, list.toSorted((a, b) => a - b)[rounds >> 1] ?? 0]))
}

function print(title: string, unit: string, value: (name: string) => number, times: ReadonlyMap<string, number>): void {
  console.log(`\n${title}`)
  for (const { name } of clients) {
    const ratio = (times.get(name) ?? 0) / (times.get(base) ?? 1)
    console.log(`  ${name.padEnd(22)} ${value(name).toFixed(0).padStart(6)} ${unit}   ${ratio.toFixed(2)} × the time`)
  }
}
