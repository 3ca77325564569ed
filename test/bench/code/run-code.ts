/**
 * First and next `run_code`, plain and with a plot, beside `python3 -c` and an MCP peer, in one run:
 * `node --conditions=@sensorium/source test/bench/code/run-code.ts`. Medians; read the ratios on a shared machine.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { toolset } from '@sensorium/code-interpreter'
import { connect } from '@sensorium/kit/testing'

const ROUNDS = 9
const python = '/usr/bin/python3'
const plain = 'print(123**21)'
const plot = (end: string) =>
  `import matplotlib\nmatplotlib.use("Agg") if ${end === 'save' ? 'True' : 'False'} else None\nimport matplotlib.pyplot as plt\nplt.figure()\nplt.bar(list("abcde"), [100, 200, 300, 400, 500])\n${end === 'save' ? 'import io\nplt.savefig(io.BytesIO(), format="png")' : 'plt.show()'}`

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

async function timed(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function repeated(work: () => unknown, rounds = ROUNDS): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) times.push(await timed(work))
  return median(times)
}

let base = 1
const row = (what: string, ms: number) =>
  console.log(`${what.padEnd(56)} ${ms.toFixed(1).padStart(8)} ms ${(ms / base).toFixed(2).padStart(7)} ×`)

base = await repeated(() => execFileSync(python, ['-c', plain]))
row('python3 -c, plain', base)
row('python3 -c, plot', await repeated(() => execFileSync(python, ['-c', plot('save')]), 5))

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const ours = async (warm: number) => {
  const server = await connect(toolset, {
    env: { SENSORIUM_CODE_WARM: String(warm), SENSORIUM_CODE_SESSIONS_PER_CALLER: '4' },
  })
  const call = async (code: string, session_id?: string) => {
    const { content } = await server.client.callTool({
      name: 'run_code',
      arguments: { code, ...(session_id ? { session_id } : {}) },
    })
    const [block] = Array.isArray(content) ? content : []
    return /session_id: (\S+)/.exec(block?.type === 'text' ? block.text : '')?.[1]
  }
  return { server, call }
}

{
  const { server, call } = await ours(0)
  row('ours, very first call of a server', await timed(() => call(plain)))
  row('ours, new session without a pool', await repeated(() => call(plain)))
  row('ours, new session without a pool, plot', await repeated(() => call(plot('show'))))
  const session = await call(plain)
  row('ours, next call', await repeated(() => call(plain, session), 50))
  await call(plot('show'), session)
  row('ours, next plot', await repeated(() => call(plot('show'), session)))
  await server[Symbol.asyncDispose]()
}
{
  const { server, call } = await ours(1)
  await call(plain)
  const filled = async (code: string) => {
    const times: number[] = []
    for (let round = 0; round < 5; round += 1) {
      await pause(4_000)
      times.push(await timed(() => call(code)))
    }
    return median(times)
  }
  row('ours, new session from the pool', await filled(plain))
  row('ours, new session from the pool, plot', await filled(plot('show')))
  await server[Symbol.asyncDispose]()
}

const cache = fileURLToPath(new URL('../../../.cache/bench-code', import.meta.url))
const peer = `${cache}/node_modules/@pydantic/mcp-run-python/cli.js`
if (!existsSync(peer)) {
  mkdirSync(cache, { recursive: true })
  execFileSync('npm', ['install', '--prefix', cache, '--ignore-scripts', '--no-save', '@pydantic/mcp-run-python@0.0.5'])
}
try {
  const client = new Client({ name: 'bench', version: '0' })
  const run = () => client.callTool({ name: 'run_python_code', arguments: { python_code: plain } }, { timeout: 60_000 })
  const transport = new StdioClientTransport({ command: process.execPath, args: [peer, 'stdio'], stderr: 'ignore' })
  const first = await timed(async () => {
    await client.connect(transport)
    await run()
  })
  row('@pydantic/mcp-run-python 0.0.5, start and first call', first)
  row('@pydantic/mcp-run-python 0.0.5, next call (no state)', await repeated(run, 3))
  await client.close()
} catch (error) {
  console.log(`@pydantic/mcp-run-python did not run here: ${error instanceof Error ? error.message : String(error)}`)
}
