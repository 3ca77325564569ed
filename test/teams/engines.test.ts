import { callTool, createLogger, readConfig } from '@sensorium/kit'
import { toolsets } from 'sensorium/toolsets'
import { afterEach, describe, expect, it } from 'vitest'
import { braveVendor, standInKey, startSearchStandIn } from '../search/index.ts'

let scope = new AsyncDisposableStack()
afterEach(async () => {
  await scope.disposeAsync()
  scope = new AsyncDisposableStack()
})

async function open(name: string, env: Readonly<Record<string, string>> = {}) {
  const { toolset } = (await toolsets[name]?.()) ?? expect.fail(`no server ${name}`)
  const read = readConfig(toolset.config, { flags: new Map(), env })
  const deps: unknown = await toolset.open(read.ok ? read.value : expect.fail(read.faults.join()), scope)
  const status = () => toolset.status?.(deps) ?? []
  const stateOf = (engine: string) => status().find((one) => one.name === engine)
  return { toolset, deps, status, stateOf }
}

describe.each(Object.keys(toolsets))('%s', (name) => {
  it('knows its engines before any of them is opened, one at least without a key', async () => {
    const { status } = await open(name)
    expect(status().length).toBeGreaterThan(1)
    expect(status().some(({ state }) => state !== 'off')).toBe(true)
    for (const { state, reason } of status()) if (state === 'off') expect(reason).toBeTruthy()
  })
})

it('tells which engine rests after a failure, until when and why', async () => {
  await using brave = await startSearchStandIn(braveVendor)
  const env = { BRAVE_API_KEY: standInKey, SENSORIUM_BRAVE_BASE_URL: brave.url, SENSORIUM_SEARCH_ENGINES: 'brave' }
  const { toolset, deps, stateOf } = await open('web-search', env)
  expect(stateOf('brave')).toEqual({ name: 'brave', state: 'ready' })
  brave.next({ status: 429, headers: { 'retry-after': '90' } })
  const [tool] = toolset.tools
  const result = await callTool(
    tool ?? expect.fail('no tool'),
    { search_query: 'needle' },
    {
      deps,
      log: createLogger('silent'),
      caller: { principal: 'local', local: true, resultChars: 20_000 },
      signal: AbortSignal.timeout(15_000),
    },
  )
  expect(result.isError).toBe(true)
  const state = stateOf('brave')
  expect(state).toMatchObject({ state: 'resting', reason: 'rate' })
  expect((state?.until ?? 0) - Date.now()).toBeGreaterThan(60_000)
})
