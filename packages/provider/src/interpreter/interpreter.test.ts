import { afterEach, describe, expect, it } from 'vitest'
import {
  dashscopeStandIn,
  type StandIn,
  type StandInVendor,
  startStandIn,
  zaiStandIn,
} from '../../../../test/vendors/index.ts'
import { allTools } from '../api/all-tools.ts'
import { chatStream } from '../api/chat.ts'
import {
  dashscopeGeneration,
  dashscopeInterpreterChat,
  dashscopeMultimodalGeneration,
  dashscopeResponses,
  dashscopeResponsesStream,
} from '../api/dashscope-interpreter.ts'
import { type Client, createClient } from '../client.ts'
import type { Vendor } from '../vendor.ts'
import { dashscope } from '../vendors/dashscope.ts'
import { zai } from '../vendors/zai.ts'
import { collectRuns, type InterpreterEvent } from './event.ts'

const power = '77269364466549865653073473388030061522211723'
const code = 'print(123**21)'
const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function start(
  standIn: StandInVendor,
  vendor: Vendor,
  path: string,
): Promise<{ server: StandIn; client: Client }> {
  const server = await startStandIn(standIn)
  const client = createClient({
    vendor,
    key: 'standin-key-0123456789',
    baseUrl: server.url + path,
    limits: { totalMs: 10_000 },
    retry: { baseMs: 5 },
  })
  open.push(client.close, server.close)
  return { server, client }
}

const onDashscope = (): ReturnType<typeof start> => start(dashscopeStandIn, dashscope, '/compatible-mode/v1')
const onZai = (): ReturnType<typeof start> => start(zaiStandIn, zai, '/api/paas/v4')
const ask = { model: 'qwen3.7-max', messages: [{ role: 'user' as const, content: 'what is 123**21?' }] }

describe('DashScope', () => {
  it.each([
    ['Responses, streamed', dashscopeResponsesStream, [{ code, outputs: [{ logs: `${power}\n` }] }]],
    ['Chat Completions', dashscopeInterpreterChat, []],
    ['native text generation', dashscopeGeneration, [{ code, outputs: [] }]],
    ['native multimodal generation', dashscopeMultimodalGeneration, [{ code, outputs: [] }]],
  ] as const)('calculates by %s', async (_name, endpoint, runs) => {
    const { client } = await onDashscope()
    const answer = await collectRuns(client.stream(endpoint, ask))
    expect(answer).toMatchObject({
      text: `123**21 = ${power}`,
      reasoning: 'I calculate.',
      runs,
      finishReason: 'stop',
      usage: { codeRuns: 1 },
    })
  })

  it('calculates by Responses at once, with the same outcome', async () => {
    const { client } = await onDashscope()
    const streamed = await collectRuns(client.stream(dashscopeResponsesStream, ask))
    expect(await client.call(dashscopeResponses, ask)).toEqual(streamed)
  })

  it.each([
    ['Responses', dashscopeResponsesStream],
    ['Chat Completions', dashscopeInterpreterChat],
    ['native generation', dashscopeGeneration],
  ] as const)('does not take a cut stream of %s for an answer, nor starts it again', async (_name, endpoint) => {
    const { client, server } = await onDashscope()
    // After the reasoning, which has then been delivered.
    server.next({ split: 50, cutAfter: 900 })
    await expect(collectRuns(client.stream(endpoint, ask))).rejects.toMatchObject({ kind: 'network' })
    expect(server.requests).toHaveLength(1)
  })

  it('passes on what a failed response says', async () => {
    const { client, server } = await onDashscope()
    const response = { status: 'failed', error: { code: 'InternalError', message: 'sandbox is gone' } }
    const body = `event:response.failed\ndata:${JSON.stringify({ type: 'response.failed', response })}\n\n`
    server.next({ body }, { body }, { body })
    await expect(collectRuns(client.stream(dashscopeResponsesStream, ask))).rejects.toMatchObject({
      kind: 'server',
      code: 'InternalError',
      message: expect.stringContaining('sandbox is gone'),
    })
  })

  it('reads an error of the native protocol in mid-stream', async () => {
    const { client, server } = await onDashscope()
    const data = JSON.stringify({ code: 'DataInspectionFailed', message: 'inappropriate content', request_id: 'r-9' })
    server.next({ body: `id:1\nevent:error\n:HTTP_STATUS/400\ndata:${data}\n\n` })
    await expect(collectRuns(client.stream(dashscopeGeneration, ask))).rejects.toMatchObject({
      kind: 'content_policy',
      code: 'DataInspectionFailed',
      requestId: 'r-9',
    })
  })

  it.each([
    ['Arrearage', 400, 'account'],
    ['InvalidApiKey', 401, 'authentication'],
    ['Throttling.RateQuota', 429, 'rate'],
    ['AllocationQuota.FreeTierOnly', 403, 'quota'],
    ['ModelNotFound', 404, 'parameters'],
    ['InternalError', 500, 'server'],
  ] as const)('knows %s', async (name, status, kind) => {
    const { client, server } = await onDashscope()
    server.next(...Array.from({ length: 3 }, () => ({ status, code: name })))
    await expect(client.call(dashscopeResponses, ask)).rejects.toMatchObject({ kind, code: name })
  })

  it('is refused what its documents refuse', async () => {
    const { client, server } = await onDashscope()
    const { messages } = ask
    const chat = { model: 'qwen3-vl-plus', messages, extra: { enable_code_interpreter: true } }
    await expect(Array.fromAsync(client.stream(chatStream, chat))).rejects.toMatchObject({
      kind: 'parameters',
      field: 'enable_thinking',
    })
    const parameters = { type: 'object' }
    const tools = [{ type: 'function' as const, function: { name: 'f', parameters } }]
    const asked = server.requests.length
    expect(() => client.stream(chatStream, { ...chat, thinking: true, tools })).toThrow(
      expect.objectContaining({ kind: 'parameters', message: expect.stringContaining('mutually exclusive') }),
    )
    expect(server.requests).toHaveLength(asked)
    await expect(client.call(dashscopeResponses, { ...ask, model: 'qwen-turbo' })).rejects.toMatchObject({
      field: 'model',
    })
  })
})

describe('GLM-4-AllTools', () => {
  const question = { model: 'glm-4-alltools', messages: [{ role: 'user' as const, text: 'what is 123**21?' }] }

  it('calculates in the sandbox of the vendor', async () => {
    const { client } = await onZai()
    const events: InterpreterEvent['type'][] = []
    const answer = await collectRuns(client.stream(allTools, { ...question, sandbox: 'auto' }), ({ type }) =>
      events.push(type),
    )
    expect(answer).toMatchObject({
      text: `123**21 = ${power}`,
      runs: [{ id: 'call_1', code, outputs: [{ logs: `${power}\n` }] }],
      finishReason: 'stop',
    })
    expect(events).toEqual(['code', 'code', 'code', 'output', 'text', 'text', 'finish'])
  })

  it('hands the code to the caller and goes on with the result', async () => {
    const { client, server } = await onZai()
    const first = await collectRuns(client.stream(allTools, { ...question, sandbox: 'none' }))
    expect(first).toMatchObject({ finishReason: 'requires_action', text: '', runs: [{ id: 'call_1', code }] })
    const second = await collectRuns(
      client.stream(allTools, {
        model: question.model,
        sandbox: 'none',
        messages: [
          ...question.messages,
          { role: 'assistant', id: 'call_1', code },
          { role: 'tool', id: 'call_1', text: power },
        ],
      }),
    )
    expect(second).toMatchObject({ finishReason: 'stop', text: `123**21 = ${power}`, runs: [] })
    expect(server.requests[1]?.body).toMatchObject({
      messages: [{}, { tool_calls: [{ code_interpreter: { input: code } }] }, { tool_call_id: 'call_1' }],
    })
  })

  it('passes on files and errors of the sandbox, and counts runs by their ids', async () => {
    const { client, server } = await onZai()
    const delta = (tool_calls: object[], more: object = {}): string =>
      `data: ${JSON.stringify({ choices: [{ delta: { tool_calls }, ...more }] })}\n\n`
    const input = (text: string, id?: string): object => ({ ...(id ? { id } : {}), code_interpreter: { input: text } })
    const outputs = (list: object[]): string => delta([{ code_interpreter: { outputs: list } }])
    server.next({
      body: [
        delta([input('1/', 'a')]),
        delta([input('0')], { finish_reason: 'tool_calls' }),
        outputs([{ type: 'logs', logs: '', error_msg: 'ZeroDivisionError' }]),
        delta([input('plot()', 'b')], { finish_reason: 'tool_calls' }),
        outputs([{ type: 'file', file: 'https://files.example/plot.png' }]),
        `data: ${JSON.stringify({ choices: [{ delta: { content: 'See.' }, finish_reason: 'stop' }] })}\n\n`,
      ].join(''),
    })
    const answer = await collectRuns(client.stream(allTools, { ...question, sandbox: 'auto' }))
    expect(answer.runs).toEqual([
      { id: 'a', code: '1/0', outputs: [{ error: 'ZeroDivisionError' }] },
      { id: 'b', code: 'plot()', outputs: [{ file: 'https://files.example/plot.png' }] },
    ])
  })

  it('does not take a stream that is cut after the code for an answer', async () => {
    const { client, server } = await onZai()
    const call = { id: 'a', code_interpreter: { input: '1' } }
    const choices = [{ delta: { tool_calls: [call] }, finish_reason: 'tool_calls' }]
    server.next({ body: `data: ${JSON.stringify({ choices })}\n\n` })
    const cut = collectRuns(client.stream(allTools, { ...question, sandbox: 'auto' }))
    await expect(cut).rejects.toMatchObject({ code: 'stream_cut' })
  })
})
