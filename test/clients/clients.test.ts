import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clients } from '../../packages/sensorium/src/clients/clients.ts'
import { sensoriumBin } from '../suite-process.ts'
import { mcporter } from './agents/mcporter.ts'
import { pinned } from './pins.ts'
import { doors } from './real-client.ts'
import { realClients } from './real-clients.ts'
import { readResults } from './results.ts'
import type { ListedTool } from './showing.ts'
import { type Stage, setStage } from './stage.ts'
import { tryClient } from './try-client.ts'

/** `npm run clients` tries them all, and more of each; this one is small enough for every run of the tests. */
describe('mcporter, set up as its documentation shows', () => {
  const command = fileURLToPath(new URL('../node_modules/.bin/mcporter', import.meta.url))
  let stage: Stage
  let tools: readonly ListedTool[]
  beforeAll(async () => {
    const whole = await setStage()
    stage = { ...whole, calls: whole.calls.slice(0, 1) }
    tools = JSON.parse((await execa(process.execPath, [sensoriumBin, 'tools', '--json'])).stdout)
  })
  afterAll(() => stage[Symbol.asyncDispose]())

  it.each(doors)('lists all our tools and calls one over %s', { timeout: 120_000 }, async (door) => {
    await tryClient({ client: mcporter, door, way: 'documented', command }, stage, tools)
  })
})

describe('the table of clients', () => {
  const results = readResults()
  const tried = Object.entries(pinned).flatMap(([id, pin]) => ('skipped' in pin ? [] : [[id, pin.version] as const]))

  it.each(tried)('%s %s was tried at every door that it has, and all went well', (id, version) => {
    const client = realClients.find((each) => each.id === id)
    const result = results[id]
    expect(result?.version, 'npm run clients').toBe(version)
    expect(Object.keys(result?.doors ?? {})).toEqual(Object.keys(client?.documented ?? {}))
    for (const ways of Object.values(result?.doors ?? {})) expect(new Set(Object.values(ways))).toEqual(new Set(['ok']))
  })

  it('names every client that sensorium add knows, tried or not and why', () => {
    expect(Object.keys(pinned)).toEqual(expect.arrayContaining(clients.map(({ id }) => id)))
  })
})
