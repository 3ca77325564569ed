import { expect, it } from 'vitest'
import { braveVendor, standInKey, startSearchStandIn } from '../../../../test/search/index.ts'
import { startStandIn, zaiStandIn } from '../../../../test/vendors/index.ts'
import { config } from '../config.ts'
import type { SearchQuery } from './engine.ts'
import { createWebSearch } from './web-search.ts'

const query: SearchQuery = { text: 'needle', count: 10, recency: 'noLimit', contentSize: 'medium' }
const { signal } = new AbortController()

async function start() {
  const scope = new AsyncDisposableStack()
  const zai = scope.use(await startStandIn(zaiStandIn, { key: standInKey }))
  const brave = scope.use(await startSearchStandIn(braveVendor))
  const search = createWebSearch(
    config.parse({
      searchEngines: ['zai', 'brave'],
      zaiBaseUrl: `${zai.url}/api/paas/v4`,
      braveApiKey: standInKey,
      braveBaseUrl: brave.url,
    }),
  )
  scope.defer(search.close)
  const names = async (vendorKey?: string, text = query.text) =>
    (await search.search({ ...query, text }, { signal, vendorKey })).map(({ engine, ok }) => `${engine} ${ok}`)
  return { zai, brave, search, names, [Symbol.asyncDispose]: () => scope.disposeAsync() }
}

it('hands what one key paid for to that key alone', async () => {
  await using it = await start()
  expect(await it.names(standInKey)).toEqual(['zai true'])
  expect(await it.names(standInKey)).toEqual(['zai true'])
  expect(it.zai.requests).toHaveLength(1)
  expect(await it.names('a-wrong-key')).toEqual(['zai false'])
  expect(await it.names()).toEqual(['brave true'])
})

it('lets the failure of one key rest that key alone', async () => {
  await using it = await start()
  it.zai.next({ status: 429, code: '1308', message: 'used up' })
  expect(await it.names(standInKey)).toEqual(['zai false'])
  expect(await it.names(standInKey, 'another query')).toEqual(['zai false'])
  expect(it.zai.requests).toHaveLength(1)
  expect(await it.names('another-key')).toEqual(['zai false'])
  expect(it.zai.requests).toHaveLength(2)
})

it('stops the engines when the last caller goes, and asks anew for the next', async () => {
  await using it = await start()
  it.brave.next({ stallAfter: 3 })
  const caller = new AbortController()
  const gone = it.search.search(query, { signal: caller.signal, vendorKey: undefined })
  await expect.poll(() => it.brave.requests.length).toBe(1)
  caller.abort(new Error('gone'))
  await expect(gone).rejects.toThrow('gone')
  expect(await it.names()).toEqual(['brave true'])
  expect(it.brave.requests).toHaveLength(2)
})
