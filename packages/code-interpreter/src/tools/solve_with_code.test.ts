import { chmod, mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ConnectedClient, connect } from '@sensorium/kit/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { dashscopeStandIn, type StandIn, startStandIn, zaiStandIn } from '../../../../test/vendors/index.ts'
import { toolset } from '../index.ts'
import { available } from '../testing.ts'

const key = 'standin-key-0123456789'
const power = '77269364466549865653073473388030061522211723'
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

async function call({ client }: ConnectedClient, name: string, args: Record<string, unknown>) {
  const result = await client.callTool({ name, arguments: args })
  const blocks = Array.isArray(result.content) ? result.content : []
  const text = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n')
  return { text, pictures: blocks.filter(({ type }) => type === 'image').length, failed: result.isError === true }
}

/** A chat server that answers with the given messages in turn, as a stream. */
async function modelSaying(...answers: readonly object[]): Promise<{ url: string; bodies: unknown[]; server: Server }> {
  const bodies: unknown[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      bodies.push(JSON.parse(body))
      const delta = answers[Math.min(bodies.length, answers.length) - 1] ?? {}
      const finish_reason = 'tool_calls' in delta ? 'tool_calls' : 'stop'
      const usage = { prompt_tokens: 100, completion_tokens: 5, total_tokens: 105 }
      const chunks = [{ choices: [{ index: 0, delta, finish_reason }] }, { choices: [], usage }]
      response.setHeader('content-type', 'text/event-stream')
      response.end(
        `${chunks.map((chunk) => `data: ${JSON.stringify({ model: 'm', ...chunk })}\n\n`).join('')}data: [DONE]\n\n`,
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, bodies, server }
}

const python = (code: string, id = 'call_1') => ({
  role: 'assistant',
  tool_calls: [
    { index: 0, id, type: 'function', function: { name: 'run_python', arguments: JSON.stringify({ code }) } },
  ],
})
const says = (content: string) => ({ role: 'assistant', content })

describe('solve_with_code at the vendor', () => {
  let zai: StandIn
  let dashscope: StandIn
  let server: ConnectedClient
  beforeAll(async () => {
    ;[zai, dashscope] = await Promise.all([startStandIn(zaiStandIn), startStandIn(dashscopeStandIn)])
    server = await connect(toolset, {
      env: {
        Z_AI_API_KEY: key,
        Z_AI_BASE_URL: `${zai.url}/api/paas/v4`,
        DASHSCOPE_API_KEY: key,
        DASHSCOPE_BASE_URL: `${dashscope.url}/compatible-mode/v1`,
        SENSORIUM_CODE_WARM: '0',
      },
    })
  })
  afterAll(async () => {
    await server[Symbol.asyncDispose]()
    await Promise.all([zai.close(), dashscope.close()])
  })

  it.each(['zai', 'dashscope'])('returns the answer, the code and its output from %s', async (vendor) => {
    const { text } = await call(server, 'solve_with_code', { task: '123**21?', vendor, sandbox: 'auto' })
    expect(text).toContain(`123**21 = ${power}`)
    expect(text).toContain('```python\nprint(123**21)\n```')
    expect(text).toContain(`\`\`\`\n${power}\n\`\`\``)
  })

  it.each(['responses', 'chat', 'native', 'native_multimodal'])('speaks DashScope’s %s protocol', async (protocol) => {
    const env = {
      DASHSCOPE_API_KEY: key,
      DASHSCOPE_BASE_URL: `${dashscope.url}/compatible-mode/v1`,
      SENSORIUM_CODE_DASHSCOPE_PROTOCOL: protocol,
    }
    await using other = await connect(toolset, { env })
    const { text } = await call(other, 'solve_with_code', { task: '123**21?', sandbox: 'auto' })
    expect(text).toContain(`123**21 = ${power}`)
  })

  it('hands code over to be run and goes on with its result, once per handle', async () => {
    const first = await call(server, 'solve_with_code', { task: '123**21?', vendor: 'zai', sandbox: 'none' })
    expect(first.text).toContain('print(123**21)')
    const handle = /with this handle: (\S+)/.exec(first.text)?.[1]
    const second = await call(server, 'submit_code_result', { handle, result: power })
    expect(second.text).toContain(`123**21 = ${power}`)
    expect(zai.requests.at(-1)?.body).toMatchObject({
      messages: [
        { role: 'user' },
        { role: 'assistant', tool_calls: [{ id: 'call_1' }] },
        { role: 'tool', tool_call_id: 'call_1' },
      ],
    })
    expect((await call(server, 'submit_code_result', { handle, result: power })).text).toContain('not_found')
  })

  it('names models that cannot run code and vendors that do not return it', async () => {
    const model = await call(server, 'solve_with_code', {
      task: 'x',
      vendor: 'dashscope',
      model: 'qwen-turbo',
      sandbox: 'auto',
    })
    expect(model.text).toMatch(/invalid_input.*qwen-turbo[\s\S]*qwen3\.7-plus/)
    // Only Chat Completions and the native protocol take this one (CONTRACTS 4).
    const preview = { task: 'x', vendor: 'dashscope', model: 'qwen3-max-preview', sandbox: 'auto' }
    expect((await call(server, 'solve_with_code', preview)).text).toMatch(/qwen3-max-preview .*by responses/)
    const glm = { task: 'x', vendor: 'zai', model: 'glm-4.6', sandbox: 'auto' }
    expect((await call(server, 'solve_with_code', glm)).text).toMatch(/invalid_input.*glm-4\.6.*glm-4-alltools/)
    const none = await call(server, 'solve_with_code', { task: 'x', vendor: 'dashscope', sandbox: 'none' })
    expect(none.text).toContain('glm-4-alltools')
  })

  it('says what failed when the vendor refuses', async () => {
    zai.next({ status: 401, code: '1000' })
    const { text, failed } = await call(server, 'solve_with_code', { task: 'x', vendor: 'zai', sandbox: 'auto' })
    expect(failed).toBe(true)
    expect(text).toContain('unauthorized')
  })

  it('keeps the code and outputs of a stream that is cut', async () => {
    zai.next({ cutAfter: 900 })
    const { text, failed } = await call(server, 'solve_with_code', { task: '123**21?', vendor: 'zai', sandbox: 'auto' })
    expect(failed).toBe(false)
    expect(text).toMatch(/^Not finished: [\s\S]*print\(123\*\*21\)/)
  })

  it('says which keys would be needed', async () => {
    await using bare = await connect(toolset)
    expect((await call(bare, 'solve_with_code', { task: 'x' })).text).toMatch(/invalid_config[\s\S]*DASHSCOPE_API_KEY/)
  })
})

describe('a cancelled call', () => {
  it('ends the vendor’s stream', async () => {
    const delta = {
      tool_calls: [{ id: 'c', type: 'code_interpreter', code_interpreter: { input: 'while True: pass' } }],
    }
    let hungUp: () => void = () => {}
    const closed = new Promise<void>((resolve) => {
      hungUp = resolve
    })
    const canceller = new AbortController()
    const vendor = createServer((_, response) => {
      response.on('close', hungUp)
      response.setHeader('content-type', 'text/event-stream')
      response.write(`data: ${JSON.stringify({ choices: [{ delta }] })}\n\n`, () => canceller.abort())
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => vendor.once('listening', resolve))
    const env = { Z_AI_API_KEY: key, Z_AI_BASE_URL: `http://127.0.0.1:${(vendor.address() as AddressInfo).port}` }
    try {
      await using server = await connect(toolset, { env })
      const asked = { name: 'solve_with_code', arguments: { task: 'x', sandbox: 'auto' } }
      await expect(server.client.callTool(asked, { signal: canceller.signal })).rejects.toThrow()
      await closed
    } finally {
      vendor.close()
    }
  })
})

describe('files of a hosted run', () => {
  it('are fetched by the guarded fetch only, private addresses refused unless named', async () => {
    const files = createServer((_, response) => response.end(png)).listen(0, '127.0.0.1')
    await new Promise((resolve) => files.once('listening', resolve))
    const { port } = files.address() as AddressInfo
    const link = `http://127.0.0.1:${port}/chart.png`
    const call1 = { id: 'c', type: 'code_interpreter', code_interpreter: { input: 'plot()' } }
    const ran = { type: 'code_interpreter', code_interpreter: { outputs: [{ type: 'file', file: link }] } }
    const vendor = createServer((_, response) => {
      response.setHeader('content-type', 'text/event-stream')
      const chunks = [{ tool_calls: [call1] }, { role: 'tool', tool_calls: [ran] }, { content: 'Here.' }]
      const lines = chunks.map((delta) => `data: ${JSON.stringify({ choices: [{ delta }] })}\n\n`)
      response.end(`${lines.join('')}data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`)
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => vendor.once('listening', resolve))
    const env = { Z_AI_API_KEY: key, Z_AI_BASE_URL: `http://127.0.0.1:${(vendor.address() as AddressInfo).port}` }
    try {
      await using guarded = await connect(toolset, { env })
      const refused = await call(guarded, 'solve_with_code', { task: 'plot', sandbox: 'auto' })
      expect(refused).toMatchObject({ pictures: 0, text: expect.stringContaining('file not fetched') })
      await using open = await connect(toolset, {
        env: { ...env, SENSORIUM_CODE_FILE_HOSTS: `127.0.0.1:${port}` },
      })
      expect(await call(open, 'solve_with_code', { task: 'plot', sandbox: 'auto' })).toMatchObject({ pictures: 1 })
    } finally {
      files.close()
      vendor.close()
    }
  })
})

const missing = await available('bubblewrap')
describe.skipIf(missing)(`solve_with_code on this machine${missing ? ` (${missing})` : ''}`, () => {
  const solve = async (answers: readonly object[], more: Record<string, string> = {}, args: object = {}) => {
    const model = await modelSaying(...answers)
    try {
      const env = { SENSORIUM_CODE_MODEL_URL: model.url, SENSORIUM_CODE_WARM: '0', ...more }
      await using server = await connect(toolset, { env })
      return { ...(await call(server, 'solve_with_code', { task: 'solve', ...args })), bodies: model.bodies }
    } finally {
      model.server.close()
    }
  }

  it('runs the model’s code in one session until it answers', async () => {
    const { text, bodies } = await solve([python('x = 123**23\nx'), python('x // 5', 'call_2'), says('Divided: done.')])
    expect(text).toContain('Divided: done.')
    expect(text).toContain(String(123n ** 23n))
    expect(text).toContain(String(123n ** 23n / 5n))
    expect(text).toContain('2 runs, 300 + 15 tokens')
    expect(bodies[2]).toMatchObject({
      messages: expect.arrayContaining([{ role: 'tool', tool_call_id: 'call_2', content: String(123n ** 23n / 5n) }]),
    })
  })

  it('runs GLM-4-AllTools’ code here', async () => {
    await using zai = await startStandIn(zaiStandIn)
    const env = { Z_AI_API_KEY: key, Z_AI_BASE_URL: `${zai.url}/api/paas/v4`, SENSORIUM_CODE_WARM: '0' }
    await using server = await connect(toolset, { env })
    const { text } = await call(server, 'solve_with_code', { task: '123**21?', model: 'glm-4-alltools' })
    expect(text).toContain(`123**21 = ${power}`)
    expect(text).toContain('code run local; 1 runs')
  })

  it('shows files and hostile code to the sandbox only', async () => {
    const hostile =
      'import os\nprint(open("in.txt").read())\nfor p in ("/root/.bashrc", "/etc/shadow"):\n  try: print("BROKE", open(p).read())\n  except OSError: print("held")'
    const { text } = await solve([python(hostile), says('ok')], {}, { files: { 'in.txt': 'given' } })
    expect(text).toContain('given\nheld\nheld')
    expect(text.split('```').filter((part) => part.includes('BROKE') && !part.startsWith('python'))).toEqual([])
  })

  it('stops a model that never answers and keeps what was run', async () => {
    const { text } = await solve([python('1 + 1')], { SENSORIUM_CODE_SOLVE_ROUNDS: '3' })
    expect(text).toMatch(/Stopped: the model had not answered[\s\S]*3 runs/)
  })

  it('stops at the token limit', async () => {
    const { text } = await solve([python('1 + 1')], {
      SENSORIUM_CODE_SOLVE_ROUNDS: '50',
      SENSORIUM_CODE_SOLVE_TOKENS: '1000',
    })
    expect(text).toContain('the allowed tokens were used up')
  })

  it('stops code and ends with what there is when the time for the task is over', async () => {
    const args = { timeout: 10 }
    const { text } = await solve([python('40 + 2'), python('while True: pass')], {}, args)
    expect(text).toMatch(/^Not finished: [\s\S]*run 1:[\s\S]*42/)
  })

  it('ends the code when the client cancels, and asks the model no more', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sensorium-shared-'))
    await chmod(folder, 0o777)
    const ticks = () =>
      stat(join(folder, 'ticks')).then(
        ({ size }) => size,
        () => 0,
      )
    const ticking = 'import time\nwhile True:\n  open("/data/ticks", "a").write("x")\n  time.sleep(0.02)'
    const model = await modelSaying(python(ticking))
    const env = {
      SENSORIUM_CODE_MODEL_URL: model.url,
      SENSORIUM_CODE_WARM: '0',
      SENSORIUM_CODE_FOLDER: folder,
      SENSORIUM_CODE_FOLDER_WRITABLE: 'true',
    }
    try {
      await using server = await connect(toolset, { env })
      const canceller = new AbortController()
      const asked = { name: 'solve_with_code', arguments: { task: 'x' } }
      const called = server.client.callTool(asked, { signal: canceller.signal })
      await vi.waitFor(async () => expect(await ticks()).toBeGreaterThan(0), { timeout: 15_000, interval: 20 })
      canceller.abort()
      await expect(called).rejects.toThrow()
      const later = async () => {
        const before = await ticks()
        await new Promise((resolve) => setTimeout(resolve, 500))
        expect(await ticks()).toBe(before)
      }
      await vi.waitFor(later, { timeout: 10_000 })
      expect(model.bodies).toHaveLength(1)
    } finally {
      model.server.close()
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('tells the model how to call when it calls wrongly', async () => {
    const wrong = { role: 'assistant', tool_calls: [{ index: 0, id: 'c', function: { name: 'rm', arguments: '{' } }] }
    const { text, bodies } = await solve([wrong, says('fine')])
    expect(text).toContain('fine')
    expect(JSON.stringify(bodies[1])).toContain('Call run_python with')
  })

  it('moves to the vendor’s interpreter when no sandbox works, where that is configured', async () => {
    await using zai = await startStandIn(zaiStandIn)
    const env = {
      Z_AI_API_KEY: key,
      Z_AI_BASE_URL: `${zai.url}/api/paas/v4`,
      SENSORIUM_CODE_GLM_MODEL: 'glm-4-alltools',
      SENSORIUM_CODE_PATH: '/nonexistent',
      SENSORIUM_CODE_BACKEND: 'bubblewrap',
    }
    await using closed = await connect(toolset, { env })
    expect((await call(closed, 'solve_with_code', { task: '123**21?' })).text).toContain('No sandbox works')
    await using moving = await connect(toolset, { env: { ...env, SENSORIUM_CODE_SOLVE_FALLBACK: 'true' } })
    const { text } = await call(moving, 'solve_with_code', { task: '123**21?' })
    expect(text).toContain(power)
    expect(text).toContain('Code was run auto because local failed')
  })
})
