import { execa } from 'execa'
import { sensoriumBin } from '../suite-process.ts'
import { installed } from './install.ts'
import { pinned } from './pins.ts'
import { type Door, doors, type RealClient } from './real-client.ts'
import { realClients } from './real-clients.ts'
import { type ClientResult, readResults, writeResults } from './results.ts'
import type { ListedTool, Showing } from './showing.ts'
import { setStage } from './stage.ts'
import { tryClient, type Way } from './try-client.ts'

/** Tries the named clients, all of them without names, and keeps how it went. Installs nothing: no network is here. */
const named = process.argv.slice(2)
const counts = { passed: 0, failed: 0, skipped: 0 }
const say = (line: string) => process.stdout.write(`${line}\n`)
const skip = (what: string, why: string) => {
  counts.skipped += 1
  say(`skipped ${what}: ${why}`)
}

for (const id of named) if (pinned[id] === undefined) throw new Error(`there is no client ${id}`)
await using stage = await setStage()
const { stdout } = await execa(process.execPath, [sensoriumBin, 'tools', '--json'])
const tools: readonly ListedTool[] = JSON.parse(stdout)
for (const [id, pin] of Object.entries(pinned)) {
  if (named.length > 0 && !named.includes(id)) continue
  const client = realClients.find((each) => each.id === id)
  if ('skipped' in pin || client === undefined) {
    skip(id, 'skipped' in pin ? pin.skipped : 'nobody has written down how it is used')
    continue
  }
  const command = installed(id, pin)
  if (command === undefined) skip(id, `${pin.package}@${pin.version} is not installed`)
  // Kept at once: a run that is cut short has not been for nothing.
  else writeResults({ ...readResults(), [id]: await tryAll(client, pin.version, command) })
}
say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exitCode = counts.failed === 0 ? 0 : 1

async function tryAll(client: RealClient, version: string, command: string): Promise<ClientResult> {
  const outcomes: Partial<Record<Door, Partial<Record<Way, string>>>> = {}
  let showing: Showing | undefined
  for (const [door, way] of triesOf(client)) {
    const startedAt = performance.now()
    let outcome = 'ok'
    try {
      const shown = await tryClient({ client, door, way, command }, stage, tools)
      showing ??= shown
      counts.passed += 1
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      counts.failed += 1
      outcome = why.split('\n')[0]?.slice(0, 200) ?? ''
      say(why)
    }
    outcomes[door] = { ...outcomes[door], [way]: outcome }
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
    say(`${client.id} ${version}, ${door}, ${way}: ${outcome === 'ok' ? 'ok' : 'FAILED'} (${seconds} s)`)
  }
  const ranOn = new Date().toISOString().slice(0, 10)
  return { version, ranOn, doors: outcomes, ...(showing === undefined ? {} : { showing }) }
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
