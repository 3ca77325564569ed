import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type ConnectedClient, connect } from '@sensorium/kit/testing'
import { toolset } from '@sensorium/web-search'

/**
 * What a search costs beyond the slowest service that it asks: through a client and the whole of our code, beside bare
 * `fetch` of the same services side by side, and beside what is already known. Services stand on loopback.
 */
const slowestMs = 200
const rounds = Number(process.argv[2] ?? 40)

interface Services {
  readonly baseUrls: Readonly<Record<string, string>>
  readonly brave: string
  readonly hanging: string
}

const child = fork(fileURLToPath(new URL('services.ts', import.meta.url)), [String(slowestMs)])
const services = await new Promise<Services>((resolve) =>
  child.once('message', (message) => resolve(message as Services)),
)
const { baseUrls } = services

const key = 'standin-key-0123456789'
const agent = { 'user-agent': 'bench/1.0 (+https://example.org/bench)' }

/** The requests that `open` makes for a general question, with nothing done to their answers but parsing. */
function bareFetch(text: string): Promise<unknown> {
  const q = encodeURIComponent(text)
  const urls = [
    `${baseUrls['wikipedia']}/w/api.php?action=query&list=search&srsearch=${q}&srlimit=10&srprop=snippet&format=json&formatversion=2`,
    `${baseUrls['hackernews']}/api/v1/search?query=${q}&tags=story&hitsPerPage=10`,
    `${baseUrls['stackexchange']}/search/advanced?q=${q}&site=stackoverflow&order=desc&sort=relevance&filter=withbody&pagesize=10`,
  ]
  return Promise.all(urls.map(async (url) => (await fetch(url, { headers: agent })).json()))
}

async function search({ client }: ConnectedClient, text: string): Promise<void> {
  const result = await client.callTool({ name: 'webSearchPrime', arguments: { search_query: text } })
  if (result.isError === true) throw new Error(JSON.stringify(result.content))
}

const env = { SENSORIUM_OPEN_BASE_URLS: JSON.stringify(baseUrls), BRAVE_API_KEY: key }
await using open = await connect(toolset, { env: { ...env, SENSORIUM_SEARCH_ENGINES: 'open' } })
await using one = await connect(toolset, {
  env: { ...env, SENSORIUM_SEARCH_ENGINES: 'brave', SENSORIUM_BRAVE_BASE_URL: services.brave },
})
await using hung = await connect(toolset, {
  env: { ...env, SENSORIUM_BRAVE_BASE_URL: services.hanging, SENSORIUM_SEARCH_TIMEOUT: '1000' },
})

const bare = (q: string): Promise<unknown> =>
  fetch(`${services.brave}/res/v1/web/search?q=${encodeURIComponent(q)}`, {
    headers: { 'x-subscription-token': key },
  }).then((answer) => answer.json())
const ways: Readonly<Record<string, (text: string) => Promise<unknown>>> = {
  'three services, bare fetch': bareFetch,
  'three services, open': (text) => search(open, text),
  'one service, bare fetch': bare,
  'one service, one engine': (text) => search(one, text),
}

const times = new Map(Object.keys(ways).map((name) => [name, [] as number[]]))
for (let round = -3; round < rounds; round += 1) {
  for (const [name, way] of Object.entries(ways)) {
    const begun = performance.now()
    await way(`history of empire ${round}`)
    if (round >= 0) times.get(name)?.push(performance.now() - begun)
  }
}
const known: number[] = []
for (let round = 0; round < rounds; round += 1) {
  const begun = performance.now()
  await search(open, 'history of empire 0')
  known.push(performance.now() - begun)
}
const firstBegun = performance.now()
await search(hung, 'history of rome')
const first = performance.now() - firstBegun
const nextBegun = performance.now()
await search(hung, 'history of carthage')
const next = performance.now() - nextBegun

const at = (list: readonly number[], share: number): number =>
  list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? Number.NaN
console.log(`${rounds} rounds, slowest service ${slowestMs} ms; milliseconds beyond it\n`)
console.log(`${''.padEnd(30)}  median     p95`)
for (const [name, list] of times) {
  console.log(
    `${name.padEnd(30)} ${(at(list, 0.5) - slowestMs).toFixed(1).padStart(7)} ${(at(list, 0.95) - slowestMs).toFixed(1).padStart(7)}`,
  )
}
console.log(`\nan answer already known: ${at(known, 0.5).toFixed(1)} ms`)
console.log(`first engine hangs, deadline 1000 ms: ${first.toFixed(0)} ms, the next search ${next.toFixed(0)} ms`)
child.kill()
