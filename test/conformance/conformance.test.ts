import { serveExtended } from '@sensorium/kit/testing-http'
import { toolsets } from 'sensorium/toolsets'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningSuite, serveSuite } from '../suite-process.ts'
import { withEverything } from './everything.ts'
import { expectedFailures } from './expected-failures.ts'
import { runSuite } from './run-suite.ts'
import { toolset } from './tools.ts'

const pinned = '@modelcontextprotocol/conformance'
const runs = [
  ['as released for', '2025-11-25', { package: '@modelcontextprotocol/conformance-released', args: [] }],
  ['for', '2025-11-25', { package: pinned, args: ['--requirements', '2025-11-25'] }],
  ['for', '2026-07-28', { package: pinned, args: ['--requirements', '2026-07-28'] }],
] as const
/** What holds for any server, whatever its tools. */
const forAnyServer = ['dns-rebinding-protection', 'server-sse-multiple-streams', 'tools-list']
const patience = { timeout: 240_000 }

describe('our doors before a server of everything', () => {
  it.each(runs)('pass the official suite %s %s whole', patience, async (_how, _revision, suite) => {
    await using gateway = await serveExtended({ toolset, deps: undefined }, withEverything)
    const { passed, failed } = await runSuite(suite, gateway.url)
    expect(failed).toEqual([])
    expect(passed.length).toBeGreaterThanOrEqual(30)
  })
})

describe('the servers that we publish', () => {
  const paths = Object.values(toolsets).map(async (load) => (await load()).toolset.paths[0])
  let suiteServer: RunningSuite
  // Without keys: the official suites can send none.
  beforeAll(async () => {
    suiteServer = await serveSuite(['--auth', 'none', '--sessions'])
  }, 90_000)
  afterAll(() => suiteServer[Symbol.asyncDispose]())

  it.each(runs)(
    'fail the official suite %s %s where it wants more than tools, nowhere else',
    patience,
    async (_how, revision, suite) => {
      // Two suites for one revision have the same scenarios: every server by one of them, all in one by the other.
      const bases = suite.package === pinned ? (await Promise.all(paths)).map((path) => `/api/mcp/${path}`) : ['']
      const results = await Promise.all(bases.map((base) => runSuite(suite, `${suiteServer.url}${base}/mcp`)))
      for (const [index, { passed, failed }] of results.entries()) {
        expect(failed, bases[index]).toEqual(Object.keys(expectedFailures[revision]).sort())
        expect(passed, bases[index]).toEqual(expect.arrayContaining(forAnyServer))
      }
    },
  )
})
