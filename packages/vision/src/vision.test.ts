import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connect } from '@sensorium/kit/testing'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { openaiStandIn, type StandIn, startStandIn, zaiStandIn } from '../../../test/vendors/index.ts'
import { toolset } from './index.ts'
import { drawing } from './testing/pictures.ts'

const key = 'standin-key-0123456789'
let folder = ''
let shot = ''
const open: AsyncDisposable[] = []
const logs: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vision-tools-'))
  shot = path.join(folder, 'shot.png')
  await writeFile(shot, await drawing(320, 200).removeAlpha().png().toBuffer())
  await writeFile(path.join(folder, 'other.png'), await drawing(320, 240).removeAlpha().png().toBuffer())
})
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]()
  logs.length = 0
})

async function vendor(standIn = zaiStandIn): Promise<StandIn> {
  const server = await startStandIn(standIn, { key })
  open.unshift(server)
  return server
}

async function client(
  env: Record<string, string> = {},
  identity: { principal: string; local: boolean; vendorKey?: string } = { principal: 'local', local: true },
) {
  const connected = await connect(toolset, { env, identity, onLog: (line) => logs.push(line) })
  open.unshift(connected)
  const call = async (
    name: string,
    args: Record<string, unknown>,
    options: Parameters<typeof connected.client.callTool>[1] = {},
  ) => {
    const { content, isError } = await connected.client.callTool({ name, arguments: args }, options)
    const blocks = content as { type: string; text?: string; mimeType?: string; data?: string }[]
    return {
      text: blocks.flatMap(({ text }) => text ?? []).join('\n'),
      images: blocks.filter(({ type }) => type === 'image'),
      isError,
    }
  }
  return { ...connected, call }
}

const zai = (server: StandIn, more: Record<string, string> = {}) => ({
  Z_AI_API_KEY: key,
  Z_AI_BASE_URL: `${server.url}/api/paas/v4`,
  ...more,
})
interface Sent {
  model: string
  stream: boolean
  max_tokens?: number
  temperature?: number
  thinking?: { type: string }
  reasoning_effort?: string
  messages: [
    { role: string; content: string },
    { role: string; content: { type: string; text?: string; image_url?: { url: string } }[] },
  ]
}
const sent = (server: StandIn, at = 0) => server.requests[at]?.body as Sent

it('asks the model with the picture byte for byte and says who saw it', async () => {
  const server = await vendor()
  server.answer('A login form.')
  const { call } = await client(zai(server))
  const { text, isError } = await call('image_analysis', { image_source: shot, prompt: 'What is it?' })
  expect(isError).toBeFalsy()
  expect(text).toMatch(/^A login form\.\n\n---\nSeen by Z\.AI glm-5\.3-flash\. shot\.png: 320 × 200 px, PNG/)
  const { model, stream, messages } = sent(server)
  expect({ model, stream }).toEqual({ model: 'glm-5.3-flash', stream: true })
  const [image, question] = messages[1].content
  const bytes = Buffer.from(image?.image_url?.url.replace(/^data:image\/png;base64,/, '') ?? '', 'base64')
  expect(bytes.equals(await import('node:fs/promises').then(({ readFile }) => readFile(shot)))).toBe(true)
  expect(question?.text).toBe('What is it?')
})

it('honours output_type with a task of its own', async () => {
  const server = await vendor()
  const { call } = await client(zai(server))
  for (const output_type of ['code', 'prompt', 'spec', 'description']) {
    await call('ui_to_artifact', { image_source: shot, output_type, prompt: 'go' })
  }
  const tasks = server.requests.map((_, at) => sent(server, at).messages[0].content)
  expect(new Set(tasks).size).toBe(4)
  expect(tasks[0]).toContain('front-end code')
})

it.each([
  ['extract_text_from_screenshot', { programming_language: 'rust' }, 'The code is rust'],
  ['diagnose_error_screenshot', { context: 'upgrading Node' }, 'upgrading Node'],
  ['understand_technical_diagram', { diagram_type: 'sequence' }, 'sequence'],
  ['analyze_data_visualization', { analysis_focus: 'latency' }, 'latency'],
])('gives the optional parameter of %s to the model', async (name, extra, words) => {
  const server = await vendor()
  const { call } = await client(zai(server))
  await call(name, { image_source: shot, prompt: 'go', ...extra })
  expect(sent(server).messages[0].content).toContain(words)
})

it.each([
  ['glm-4.5v', 'image_analysis', { max_tokens: 16_384, thinking: { type: 'enabled' } }],
  ['glm-4.6v', 'extract_text_from_screenshot', { max_tokens: 32_768, thinking: { type: 'disabled' } }],
  ['glm-5.3-flash', 'extract_text_from_screenshot', { max_tokens: 131_072, reasoning_effort: 'low' }],
])('keeps within what %s takes and sets its thinking', async (model, tool, wanted) => {
  const server = await vendor()
  const { call } = await client(zai(server, { Z_AI_VISION_MODEL: model, Z_AI_VISION_MODEL_MAX_TOKENS: '200000' }))
  await call(tool, { image_source: shot, prompt: 'go' })
  expect(sent(server)).toMatchObject({ model, ...wanted })
})

it('does what the Z_AI_* variables say', async () => {
  const server = await vendor()
  const { call } = await client(
    zai(server, {
      Z_AI_VISION_MODEL: 'glm-4.6v',
      Z_AI_VISION_MODEL_TEMPERATURE: '0.1',
      Z_AI_VISION_MODEL_TOP_P: '0.5',
      Z_AI_VISION_MODEL_MAX_TOKENS: '700',
      Z_AI_RETRY_COUNT: '1',
      Z_AI_TIMEOUT: '60000',
    }),
  )
  server.next({ status: 500, code: '500' }, { status: 500, code: '500' })
  const { isError } = await call('image_analysis', { image_source: shot, prompt: 'go' })
  expect(isError).toBe(true)
  expect(server.requests).toHaveLength(2)
  expect(sent(server)).toMatchObject({ temperature: 0.1, top_p: 0.5, max_tokens: 700 })
})

it('gives up at Z_AI_TIMEOUT though the body merely stalls', async () => {
  const server = await vendor()
  server.next({ stallAfter: 60 })
  const { call } = await client(zai(server, { Z_AI_TIMEOUT: '1500', Z_AI_RETRY_COUNT: '0' }))
  const { text } = await call('image_analysis', { image_source: shot, prompt: 'go' })
  expect(text).toMatch(/timeout/)
})

it('lets the vendor judge a key, whatever its letters', async () => {
  const server = await vendor()
  const { call } = await client(zai(server, { Z_AI_API_KEY: 'my-api-key-placeholder', Z_AI_RETRY_COUNT: '3' }))
  const { text, isError } = await call('image_analysis', { image_source: shot, prompt: 'go' })
  expect(isError).toBe(true)
  expect(text).toMatch(/unauthorized/)
  expect(text).not.toContain('my-api-key-placeholder')
  expect(server.requests).toHaveLength(1)
})

it('asks the next vendor when one is out of quota, and says so', async () => {
  const [first, second] = [await vendor(), await vendor(openaiStandIn)]
  second.next({ status: 429, code: 'insufficient_quota' })
  first.answer('Seen.')
  const { call } = await client(
    zai(first, {
      SENSORIUM_VISION_BASE_URL: `${second.url}/v1`,
      SENSORIUM_VISION_MODEL: 'llava',
      SENSORIUM_VISION_API_KEY: key,
    }),
  )
  const { text } = await call('image_analysis', { image_source: shot, prompt: 'go' })
  expect(text).toMatch(/Seen by Z\.AI/)
  expect(text).toMatch(/Passed over: .*llava|Passed over: 127/)
})

it('says that an answer was cut by its length', async () => {
  const server = await vendor()
  const chunk = (delta: object, finish_reason: string | null) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`
  server.next({ body: `${chunk({ content: 'Half of' }, null)}${chunk({}, 'length')}data: [DONE]\n\n` })
  const { call } = await client(zai(server))
  expect((await call('image_analysis', { image_source: shot, prompt: 'go' })).text).toMatch(
    /^Half of[\s\S]*The answer was cut/,
  )
})

it('reports progress as the answer comes', async () => {
  const server = await vendor()
  server.answer('word '.repeat(400))
  server.next({ split: 600, delayMs: 300 })
  const { call } = await client(zai(server))
  const seen: string[] = []
  await call(
    'image_analysis',
    { image_source: shot, prompt: 'go' },
    { onprogress: ({ message }) => seen.push(message ?? '') },
  )
  expect(seen.some((message) => message.includes('asking') || message.includes('reading'))).toBe(true)
  expect(seen.some((message) => /(answers|reasons): \d+ characters/.test(message))).toBe(true)
})

it('stops the vendor when the call is cancelled', async () => {
  const server = await vendor()
  server.next({ stallAfter: 40 })
  const { call } = await client(zai(server))
  const stop = new AbortController()
  const asked = call('image_analysis', { image_source: shot, prompt: 'go' }, { signal: stop.signal })
  await expect.poll(() => server.requests.length, { timeout: 10_000 }).toBe(1)
  stop.abort()
  await expect(asked).rejects.toThrow()
})

it('closes the stream of the vendor when the call is cancelled, which ends the spending', async () => {
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  const { promise: asked, resolve: onAsked } = Promise.withResolvers<void>()
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: {"choices":[{"index":0,"delta":{"content":"Slowly"}}]}\n\n')
    response.on('close', resolve)
    onAsked()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { call } = await client({
    SENSORIUM_VISION_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    SENSORIUM_VISION_MODEL: 'llava',
  })
  const stop = new AbortController()
  const answer = call('image_analysis', { image_source: shot, prompt: 'go' }, { signal: stop.signal }).catch(
    () => 'cancelled',
  )
  await asked
  stop.abort()
  await closed
  expect(await answer).toBe('cancelled')
  server.close()
})

it('serves a caller who brings a key with that key alone', async () => {
  const server = await vendor()
  const { call } = await client(zai(server, { Z_AI_API_KEY: 'the-key-of-the-operator' }), {
    principal: 'abc',
    local: false,
    vendorKey: key,
  })
  const data = (await drawing(64, 64).png().toBuffer()).toString('base64')
  const { isError } = await call('image_analysis', { image_source: `data:image/png;base64,${data}`, prompt: 'go' })
  expect(isError).toBeFalsy()
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${key}`)
})

it('grounds the model with the measured difference and shows it', async () => {
  const server = await vendor()
  server.answer('The page grew.')
  const { call } = await client(zai(server))
  const { text } = await call('ui_diff_check', {
    expected_image_source: shot,
    actual_image_source: path.join(folder, 'other.png'),
    prompt: 'go',
  })
  expect(text).toMatch(/^The page grew\.\n\nMeasured difference\nSizes differ/)
  const parts = sent(server).messages[1].content
  expect(parts.filter(({ type }) => type === 'image_url')).toHaveLength(2)
  expect(parts.at(-1)?.text).toContain('Measured difference')
})

it('hands the address on instead of fetching it when told to', async () => {
  const server = await vendor()
  const { call } = await client(zai(server, { SENSORIUM_VISION_URLS: 'pass' }))
  const { text } = await call('image_analysis', { image_source: 'https://example.org/a.png', prompt: 'go' })
  expect(sent(server).messages[1].content[0]?.image_url?.url).toBe('https://example.org/a.png')
  expect(text).toContain('fetched example.org itself')
})

it('returns the picture, the task and the facts without a model, and says so', async () => {
  const { call } = await client()
  const { text, images, isError } = await call('analyze_image', { image_source: shot, prompt: 'Count the bars' })
  expect(isError).toBeFalsy()
  expect(text).toMatch(/^No vision model is configured .*Z_AI_API_KEY/)
  expect(text).toContain('Request: Count the bars')
  expect(text).toContain('320 × 200 px')
  expect(images).toMatchObject([{ mimeType: 'image/png' }])
})

it('measures a difference without a model', async () => {
  const { call } = await client()
  const { text, images } = await call('ui_diff_check', {
    expected_image_source: shot,
    actual_image_source: shot,
    prompt: '',
  })
  expect(text).toContain('No differing region was found.')
  expect(text).toContain('no model has judged it')
  expect(images).toEqual([])
})

it('parses a document with the vendor, and here when the vendor fails', async () => {
  const server = await vendor()
  const { call } = await client(zai(server))
  expect((await call('parse_document', { document_source: shot })).text).toMatch(
    /^# Title[\s\S]*Parsed by Z\.AI glm-ocr/,
  )
  server.next({ status: 401, code: '1002' })
  const { text } = await call('parse_document', { document_source: shot })
  expect(text).toMatch(/Layout parsing failed|nothing to read it with/)
})

it('reads no local file for a caller over the network', async () => {
  const { call } = await client({}, { principal: 'abc', local: false })
  expect((await call('image_analysis', { image_source: shot, prompt: 'go' })).text).toMatch(
    /blocked.*not read for callers over the network/,
  )
})

it('never logs prompts, pictures or keys', async () => {
  const server = await vendor()
  const { call } = await client(zai(server))
  const data = (await drawing(64, 64).png().toBuffer()).toString('base64')
  await call('image_analysis', { image_source: `data:image/png;base64,${data}`, prompt: 'the secret prompt' })
  await call('image_analysis', {
    image_source: `data:image/png;base64,${data.slice(0, 400)}`,
    prompt: 'the secret prompt',
  })
  const all = logs.join('\n')
  expect(logs.length).toBeGreaterThan(1)
  for (const secret of ['secret prompt', data.slice(0, 60), key]) expect(all).not.toContain(secret)
})
