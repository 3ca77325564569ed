import { afterEach, expect, it } from 'vitest'
import { bigmodelStandIn, openaiStandIn, type StandIn, startStandIn, zaiStandIn } from '../../../test/vendors/index.ts'
import {
  bigmodel,
  bigmodelWebSearch,
  type ChatRequest,
  type Client,
  chat,
  chatStream,
  collectChat,
  createClient,
  openaiCompatible,
  ProviderError,
  reader,
  type Vendor,
  zai,
  zaiCoding,
  zaiWebSearch,
} from './index.ts'

const key = 'standin-key-0123456789'
const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function start({
  standIn = zaiStandIn,
  vendor = zai,
  path = '/api/paas/v4',
  withKey = key,
}: {
  standIn?: Parameters<typeof startStandIn>[0]
  vendor?: Vendor
  path?: string
  withKey?: string
} = {}): Promise<{ server: StandIn; client: Client }> {
  const server = await startStandIn(standIn)
  const client = createClient({ vendor, key: withKey, baseUrl: server.url + path, limits: { totalMs: 10_000 } })
  open.push(client.close, server.close)
  return { server, client }
}

const ask: ChatRequest = { model: 'glm-4.6v', messages: [{ role: 'user', content: 'hello' }] }

it('searches as Z.AI documents it', async () => {
  const { client, server } = await start()
  const { search_result } = await client.call(zaiWebSearch, { search_engine: 'search-prime', search_query: 'mcp' })
  expect(search_result.map(({ refer }) => refer)).toEqual(['ref_1', 'ref_2', 'ref_3'])
  expect(server.requests[0]?.headers['accept-language']).toBe('en-US,en')
})

it('takes a null list and drops entries without an address', async () => {
  const { client, server } = await start()
  server.next({ body: '{"search_result":null}' }, { body: '{"search_result":[{"title":"x"},{"link":"https://a.b/"}]}' })
  const request = { search_engine: 'search-prime', search_query: 'mcp' } as const
  expect((await client.call(zaiWebSearch, request)).search_result).toEqual([])
  expect((await client.call(zaiWebSearch, request)).search_result).toMatchObject([{ link: 'https://a.b/', title: '' }])
})

it('searches as BigModel documents it, and refuses what its documents refuse before sending', async () => {
  const { client, server } = await start({ standIn: bigmodelStandIn, vendor: bigmodel })
  const request = { search_engine: 'search_pro_sogou', search_query: 'mcp', search_intent: false } as const
  expect((await client.call(bigmodelWebSearch, { ...request, count: 20 })).search_result).toHaveLength(3)
  await expect(client.call(bigmodelWebSearch, { ...request, count: 15 })).rejects.toMatchObject({
    kind: 'parameters',
    field: 'count',
  })
  expect(server.requests).toHaveLength(1)
})

it('reads a page', async () => {
  const { client } = await start()
  const { reader_result } = await client.call(reader, { url: 'https://example.org/a', return_format: 'markdown' })
  expect(reader_result).toMatchObject({ title: 'Example', content: expect.stringContaining('# Example') })
})

it('chats at once and streamed with the same outcome', async () => {
  const { client } = await start()
  const whole = await client.call(chat, { ...ask, thinking: true })
  const streamed = await collectChat(client.stream(chatStream, { ...ask, thinking: true }))
  expect(whole).toEqual({
    text: 'You said: hello',
    reasoning: 'Let me look.',
    toolCalls: [],
    finishReason: 'stop',
    model: 'glm-4.6v',
    usage: { inputTokens: 12, outputTokens: 34, totalTokens: 46 },
  })
  expect(streamed).toEqual(whole)
})

it('words thinking and parts as each vendor does', async () => {
  const parts = [
    { type: 'text', text: 'what is it' },
    { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
  ] as const
  const { client, server } = await start()
  const answer = await client.call(chat, { ...ask, thinking: false, messages: [{ role: 'user', content: [...parts] }] })
  expect(answer.text).toBe('You said: what is it (with image_url)')
  expect(server.requests[0]?.body).toMatchObject({ thinking: { type: 'disabled' } })
  const local = await start({ standIn: openaiStandIn, vendor: openaiCompatible('ollama', 'http://x/v1'), path: '/v1' })
  expect((await collectChat(local.client.stream(chatStream, ask))).usage?.totalTokens).toBe(46)
  expect(local.server.requests[0]?.body).toMatchObject({ stream: true, stream_options: { include_usage: true } })
})

it('refuses files beside images, unknown fields and empty conversations before sending', async () => {
  const { client, server } = await start()
  const file = { type: 'file_url', file_url: { url: 'https://a.b/c.pdf' } } as const
  const image = { type: 'image_url', image_url: { url: 'https://a.b/c.png' } } as const
  await expect(
    client.call(chat, { ...ask, messages: [{ role: 'user', content: [file, image] }] }),
  ).rejects.toMatchObject({
    kind: 'parameters',
    message: expect.stringContaining('files cannot stand beside images'),
  })
  await expect(client.call(chat, { ...ask, messages: [] })).rejects.toMatchObject({ field: 'messages' })
  // @ts-expect-error: an unknown field
  await expect(client.call(chat, { ...ask, top_k: 4 })).rejects.toMatchObject({ kind: 'parameters' })
  expect(server.requests).toHaveLength(0)
})

it('explains a Coding Plan key on the general base, and works on the right one', async () => {
  const { client, server } = await start({ withKey: `${key}-plan` })
  await expect(client.call(chat, ask)).rejects.toMatchObject({
    kind: 'account',
    code: '1113',
    retryable: false,
    message: expect.stringMatching(/Coding Plan key works only on the Coding Plan base URL/),
  })
  expect(server.requests).toHaveLength(1)
  const plan = createClient({ vendor: zaiCoding, key: `${key}-plan`, baseUrl: `${server.url}/api/coding/paas/v4` })
  open.push(plan.close)
  expect((await plan.call(chat, ask)).text).toBe('You said: hello')
})

it('never shows the key, also when the vendor echoes it', async () => {
  const { client, server } = await start()
  server.next({ status: 401, code: '1002', message: `bad token ${key} ${encodeURIComponent(key)} Bearer ${key}` })
  const error = await client.call(chat, ask).catch((caught: unknown) => caught as ProviderError)
  if (!ProviderError.isInstance(error)) throw new Error('it did not fail')
  expect(`${error.message} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain(key)
  expect(error.message).toContain('[redacted]')
})

it('takes a key as people paste it, and hides it all the same', async () => {
  const { client, server } = await start({ withKey: ` Bearer ${key}\n` })
  expect((await client.call(chat, ask)).text).toBe('You said: hello')
  server.next({ status: 400, code: '1210', message: `${key} is bad` })
  await expect(client.call(chat, ask)).rejects.toMatchObject({ message: expect.not.stringContaining(key) })
})

it('takes limits beyond what a timer holds', async () => {
  const { client } = await start()
  const limits = { totalMs: 1e12, headersMs: 1e12, idleMs: Number.POSITIVE_INFINITY, connectMs: 1e12 }
  expect((await client.call(chat, ask, { limits })).text).toBe('You said: hello')
})

it('loads nothing of undici until the first call', async () => {
  const { client } = await start()
  expect(client.vendor.name).toBe('zai')
  const { execFileSync } = await import('node:child_process')
  const script = `await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)});
    const loaded = process.getBuiltinModule('module')._cache ?? {};
    console.log(Object.keys(loaded).filter((name) => name.includes('undici')).length)`
  const out = execFileSync(process.execPath, ['--conditions=@sensorium/source', '--input-type=module', '-e', script])
  expect(out.toString().trim()).toBe('0')
})
