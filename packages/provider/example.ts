import { chatStream, collectChat, createClient, ProviderError, zai, zaiWebSearch } from '@sensorium/provider'
import { startStandIn, zaiStandIn } from '../../test/vendors/index.ts'

await using server = await startStandIn(zaiStandIn)
// For the real Z.AI: your key, and no baseUrl.
const key = 'standin-key-0123456789'
const client = createClient({ vendor: zai, key, baseUrl: `${server.url}/api/paas/v4`, limits: { totalMs: 60_000 } })
try {
  const found = await client.call(zaiWebSearch, { search_engine: 'search-prime', search_query: 'sse', count: 3 })
  for (const { title, link } of found.search_result) console.log(title, link)

  const question = { model: 'glm-4.6', messages: [{ role: 'user' as const, content: 'What is SSE?' }] }
  const answer = await collectChat(client.stream(chatStream, question), ({ type }) => console.error(type))
  console.log(answer.text, answer.usage)
} catch (error) {
  if (!ProviderError.isInstance(error)) throw error
  console.error(error.message, { kind: error.kind, retryable: error.retryable, retryAfterMs: error.retryAfterMs })
} finally {
  await client.close()
}
