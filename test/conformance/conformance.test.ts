import { fileURLToPath } from 'node:url'
import { serveExtended } from '@sensorium/kit/testing-http'
import { execa } from 'execa'
import { toolsets } from 'sensorium/toolsets'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
  let url: string
  let stop: () => Promise<void>
  beforeAll(async () => ({ url, stop } = await startSuite()), 60_000)
  afterAll(() => stop())

  it.each(runs)(
    'fail the official suite %s %s where it wants more than tools, nowhere else',
    patience,
    async (_how, revision, suite) => {
      // Two suites for one revision have the same scenarios: every server by one of them, all in one by the other.
      const bases = suite.package === pinned ? (await Promise.all(paths)).map((path) => `/api/mcp/${path}`) : ['']
      const results = await Promise.all(bases.map((base) => runSuite(suite, `${url}${base}/mcp`)))
      for (const [index, { passed, failed }] of results.entries()) {
        expect(failed, bases[index]).toEqual(Object.keys(expectedFailures[revision]).sort())
        expect(passed, bases[index]).toEqual(expect.arrayContaining(forAnyServer))
      }
    },
  )
})

/** The built suite on a free port, without keys: the official suites can send none. */
async function startSuite(): Promise<{ url: string; stop: () => Promise<void> }> {
  const bin = fileURLToPath(new URL('../../packages/sensorium/dist/bin.js', import.meta.url))
  const server = execa(process.execPath, [bin, 'serve', '--auth', 'none', '--port', '0', '--sessions'], {
    reject: false,
    buffer: false,
    stdout: 'ignore',
  })
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let said = ''
  server.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    const found = /listening at (\S+)\/mcp/.exec(said)?.[1]
    if (found !== undefined) resolve(found)
  })
  const ended = server.then(() => reject(new Error(`the suite ended: ${said}`)))
  const stop = async () => {
    server.kill('SIGKILL')
    await ended
  }
  return { url: await promise, stop }
}
