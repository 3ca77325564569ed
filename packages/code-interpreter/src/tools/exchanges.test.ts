import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ConnectedClient, connect } from '@sensorium/kit/testing'
import { describe, expect, it } from 'vitest'
import {
  allToolsChart,
  allToolsReturned,
  bars,
  chatTwoRuns,
  type Exchange,
  nativeTwoRuns,
  responsesTwoRuns,
  twoRuns,
} from '../../../../test/vendors/exchanges.ts'
import { dashscopeStandIn, type StandIn, startStandIn, zaiStandIn } from '../../../../test/vendors/index.ts'
import { toolset } from '../index.ts'

const key = 'standin-key-0123456789'
const task = 'Compute 123**23, then divide it by 5.'
const chart = 'Draw a bar chart of [100, 200, 300, 400, 500].'
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

async function call({ client }: ConnectedClient, name: string, args: Record<string, unknown>) {
  const result = await client.callTool({ name, arguments: args })
  const blocks = Array.isArray(result.content) ? result.content : []
  const text = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n')
  return { text, pictures: blocks.filter(({ type }) => type === 'image').length }
}

/** Lets the stand-in answer with an exchange's bytes, a few at a time. */
function replay(server: StandIn, ...exchanges: readonly Exchange[]): void {
  server.next(...exchanges.map(({ answered }) => ({ body: answered, split: 37 })))
}

function expectSent(server: StandIn, ...exchanges: readonly Exchange[]): void {
  const received = server.requests.map(({ method, path, body }) => ({ method, path, body }))
  expect(received).toEqual(exchanges.map(({ path, sent }) => ({ method: 'POST', path, body: sent })))
}

describe('DashScope’s documented exchange of two runs', () => {
  it.each([
    ['responses', 'true', responsesTwoRuns(task, true)],
    ['responses', 'false', responsesTwoRuns(task, false)],
    ['chat', 'true', chatTwoRuns(task)],
    ['native', 'true', nativeTwoRuns(task, false)],
    ['native_multimodal', 'true', nativeTwoRuns(task, true)],
  ])('ends in the documented answer by %s (web %s)', async (protocol, web, exchange) => {
    await using server = await startStandIn(dashscopeStandIn)
    const env = {
      DASHSCOPE_API_KEY: key,
      DASHSCOPE_BASE_URL: `${server.url}/compatible-mode/v1`,
      SENSORIUM_CODE_DASHSCOPE_PROTOCOL: protocol,
      SENSORIUM_CODE_DASHSCOPE_WEB: web,
    }
    await using connected = await connect(toolset, { env })
    replay(server, exchange)
    const { text } = await call(connected, 'solve_with_code', { task, sandbox: 'auto' })
    expectSent(server, exchange)
    expect(text.startsWith(twoRuns.answer)).toBe(true)
    expect(text).toContain('50 + 70 tokens')
    // Chat Completions shows no code, the native protocols no outputs.
    const codes = protocol === 'chat' ? [] : twoRuns.codes
    expect(twoRuns.codes.filter((code) => text.includes(`\`\`\`python\n${code}\n\`\`\``))).toEqual(codes)
    const outputs = protocol === 'responses' ? twoRuns.outputs : []
    expect(twoRuns.outputs.filter((output) => text.includes(`\`\`\`\n${output}\n\`\`\``))).toEqual(outputs)
  })
})

describe('GLM-4-AllTools’ documented exchanges of a bar chart', () => {
  const open = async (more: Record<string, string> = {}) => {
    const server = await startStandIn(zaiStandIn)
    const env = { Z_AI_API_KEY: key, Z_AI_BASE_URL: `${server.url}/api/paas/v4`, ...more }
    return { server, connected: await connect(toolset, { env }) }
  }

  it('returns the vendor’s file as a picture with sandbox auto', async () => {
    const files = createServer((_, response) => response.end(Buffer.from(png, 'base64'))).listen(0, '127.0.0.1')
    await once(files, 'listening')
    const host = `127.0.0.1:${(files.address() as AddressInfo).port}`
    const { server, connected } = await open({ SENSORIUM_CODE_FILE_HOSTS: host })
    try {
      const exchange = allToolsChart(chart, `http://${host}/chart.png`)
      replay(server, exchange)
      const { text, pictures } = await call(connected, 'solve_with_code', { task: chart, sandbox: 'auto' })
      expectSent(server, exchange)
      expect(text.startsWith('The chart is drawn.')).toBe(true)
      expect(text).toContain(`\`\`\`python\n${bars}\n\`\`\``)
      expect(text).toContain('<BarContainer>')
      expect(pictures).toBe(1)
    } finally {
      await connected[Symbol.asyncDispose]()
      await server.close()
      files.close()
    }
  })

  it('goes on with the picture that the caller sends back with sandbox none', async () => {
    const { server, connected } = await open()
    try {
      const image = `data:image/png;base64,${png}`
      const exchanges = allToolsReturned(chart, image)
      replay(server, ...exchanges)
      const first = await call(connected, 'solve_with_code', { task: chart, sandbox: 'none' })
      expect(first.text).toContain(`\`\`\`python\n${bars}\n\`\`\``)
      const handle = /with this handle: (\S+)/.exec(first.text)?.[1]
      const second = await call(connected, 'submit_code_result', { handle, image })
      expectSent(server, ...exchanges)
      expect(second.text).toContain('The picture shows five bars.')
    } finally {
      await connected[Symbol.asyncDispose]()
      await server.close()
    }
  })
})
