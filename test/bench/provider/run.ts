import { fork } from 'node:child_process'
import { once } from 'node:events'
import { type BenchClient, bareUndici, openai, ours } from './clients.ts'

/**
 * `npm run bench -- provider`: what a call and a streamed event cost with this client, the official `openai` client and
 * bare undici, in turns of one run. Medians; processor time is this process's own, and steadier than the clock.
 */
const events = 20_000
const calls = 100
const rounds = 9

const server = fork(new URL('server.ts', import.meta.url), [String(events)])
const [port] = (await once(server, 'message')) as [number]
const baseUrl = `http://127.0.0.1:${port}/v1`
const clients: BenchClient[] = [bareUndici(baseUrl), ours(baseUrl), await openai(baseUrl)]

await compare('a call', calls, async (client) => {
  for (let call = 0; call < calls; call += 1) await client.whole()
})
await compare('a streamed event', events, async (client) => {
  const length = await client.streamed()
  if (length !== events * 'token '.length) throw new Error(`${client.name} lost text: ${length}`)
})
server.kill()
process.exit()

/** Measures in turns, so that noise meets all alike; the first round warms up. */
async function compare(what: string, times: number, work: (client: BenchClient) => Promise<void>): Promise<void> {
  const samples = clients.map(() => ({ clock: [] as number[], processor: [] as number[] }))
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, client] of clients.entries()) {
      const start = performance.now()
      const before = process.cpuUsage()
      await work(client)
      const { user, system } = process.cpuUsage(before)
      if (round === 0) continue
      samples[index]?.clock.push(((performance.now() - start) * 1000) / times)
      samples[index]?.processor.push((user + system) / times)
    }
  }
  const [base] = samples
  console.log(`\nµs for ${what}${' '.repeat(26 - what.length)}clock          processor`)
  for (const [index, { name }] of clients.entries()) {
    const { clock = [], processor = [] } = samples[index] ?? {}
    const columns = [column(clock, base?.clock ?? []), column(processor, base?.processor ?? [])]
    console.log(`  ${name.padEnd(22)} ${columns.join('   ')}`)
  }
}

function column(values: readonly number[], base: readonly number[]): string {
  const ratio = median(values) / median(base)
  return `${median(values).toFixed(1).padStart(8)} ${ratio.toFixed(2)} ×`
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
