import { afterEach, expect, it } from 'vitest'
import { type StandIn, startStandIn, zaiStandIn } from '../../../../test/vendors/index.ts'
import { type Client, createClient } from '../client.ts'
import { zai } from '../vendors/zai.ts'
import { chatAsync } from './chat-async.ts'
import { layoutParsing } from './layout-parsing.ts'
import { quota } from './quota.ts'
import { tokenizer } from './tokenizer.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function start(): Promise<{ server: StandIn; client: Client }> {
  const key = 'standin-key-0123456789'
  const server = await startStandIn(zaiStandIn)
  const client = createClient({ vendor: zai, key, baseUrl: `${server.url}/api/paas/v4`, limits: { totalMs: 10_000 } })
  open.push(client.close, server.close)
  return { server, client }
}

it('parses the layout of a document', async () => {
  const { client } = await start()
  const answer = await client.call(layoutParsing, { model: 'glm-ocr', file: 'https://example.org/a.pdf' })
  expect(answer.md_results).toContain('# Title')
  expect(answer.layout_details?.[0]?.[0]).toMatchObject({ label: 'text', bbox_2d: [10, 20, 300, 60] })
})

it('counts tokens', async () => {
  const { client } = await start()
  const answer = await client.call(tokenizer, { model: 'glm-4.6', messages: [{ role: 'user', content: 'hello' }] })
  expect(answer.usage.total_tokens).toBe(7)
})

it("reads a plan's quota, whose code 200 is no failure", async () => {
  const { client } = await start()
  const { limits } = await client.call(quota, {})
  expect(limits[0]).toMatchObject({ type: 'TOKENS_LIMIT', remaining: 800, resetAt: new Date(1_790_003_600_000) })
})

it('submits, polls until the answer is there, and tells of each poll', async () => {
  const { client, server } = await start()
  const polls: number[] = []
  const request = { model: 'glm-4.6v', messages: [{ role: 'user' as const, content: 'take your time' }] }
  server.answer('Here it is.')
  const answer = await chatAsync(client, request, { pollMs: 5, onPoll: (count) => polls.push(count) })
  expect(answer.text).toBe('Here it is.')
  expect(polls).toEqual([1, 2, 3])
})

it('ends a failed, a late and a cancelled task', async () => {
  const { client, server } = await start()
  const request = { model: 'glm-4.6v', messages: [{ role: 'user' as const, content: 'please fail' }] }
  await expect(chatAsync(client, request, { pollMs: 5 })).rejects.toMatchObject({ kind: 'server', code: 'FAIL' })
  await expect(chatAsync(client, request, { pollMs: 5000, totalMs: 50 })).rejects.toMatchObject({
    kind: 'timeout',
    stage: 'total',
  })
  const cancel = new AbortController()
  const cancelled = chatAsync(client, request, { pollMs: 5000, signal: cancel.signal })
  setTimeout(() => cancel.abort(), 50)
  await expect(cancelled).rejects.toMatchObject({ kind: 'cancelled' })
  const seen = server.requests.length
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(server.requests).toHaveLength(seen)
})
