import { execa } from 'execa'
import { installed } from './install.ts'
import { pinned } from './pins.ts'
import { type Door, doors, type RealClient } from './real-client.ts'
import { realClients } from './real-clients.ts'
import { type ClientResult, readResults, writeResults } from './results.ts'
import type { ListedTool, Showing } from './showing.ts'
import { type Stage, sensoriumBin, setStage } from './stage.ts'
import { tryClient, type Way } from './try-client.ts'

/** Tries the named clients, all of them without names, and keeps how it went. Installs nothing: no network is here. */
const named = process.argv.slice(2)
const chosen = realClients.filter(({ id }) => named.length === 0 || named.includes(id))
const counts = { passed: 0, failed: 0, skipped: 0 }
await using stage = await setStage()
const tools = await listTools()
let results = readResults()
for (const client of chosen) {
  const result = await tryAll(client, stage)
  if (result === undefined) continue
  results = { ...results, [client.id]: result }
  writeResults(results)
}
if (named.length === 0)
  for (const [id, pin] of Object.entries(pinned)) if ('skipped' in pin) skip(`${id}: ${pin.skipped}`)
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
process.exitCode = counts.failed === 0 ? 0 : 1

async function tryAll(client: RealClient, on: Stage): Promise<ClientResult | undefined> {
  const pin = pinned[client.id]
  if (pin === undefined || 'skipped' in pin) throw new Error(`${client.id} has no version to be tried`)
  const command = installed(client.id, pin)
  if (command === undefined) return void skip(`${client.id}: ${pin.package}@${pin.version} is not installed`)
  const outcomes: Partial<Record<Door, Partial<Record<Way, string>>>> = {}
  let showing: Showing | undefined
  for (const [door, way] of triesOf(client)) {
    const startedAt = performance.now()
    try {
      const shown = await tryClient({ client, door, way, command }, on, tools)
      showing ??= shown
      counts.passed += 1
      outcomes[door] = { ...outcomes[door], [way]: 'ok' }
    } catch (error) {
      counts.failed += 1
      const why = error instanceof Error ? error.message : String(error)
      outcomes[door] = { ...outcomes[door], [way]: why.split('\n')[0]?.slice(0, 200) ?? '' }
      process.stdout.write(`${why}\n`)
    }
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
    process.stdout.write(
      `${client.id} ${pin.version}, ${door}, ${way}: ${outcomes[door]?.[way] === 'ok' ? 'ok' : 'FAILED'} (${seconds} s)\n`,
    )
  }
  const ranOn = new Date().toISOString().slice(0, 10)
  return { version: pin.version, ranOn, doors: outcomes, ...(showing === undefined ? {} : { showing }) }
}

/** Every door as documented; by `sensorium add` those that it knows, for the clients that it knows. */
function triesOf(client: RealClient): (readonly [Door, Way])[] {
  return doors
    .filter((door) => client.documented[door] !== undefined)
    .flatMap((door) => [
      ...('ask' in client && door !== 'sse' ? [[door, 'added'] as const] : []),
      [door, 'documented'] as const,
    ])
}

async function listTools(): Promise<ListedTool[]> {
  const { stdout } = await execa(process.execPath, [sensoriumBin, 'tools', '--json'])
  return JSON.parse(stdout)
}

function skip(what: string): void {
  counts.skipped += 1
  process.stdout.write(`skipped ${what}\n`)
}
