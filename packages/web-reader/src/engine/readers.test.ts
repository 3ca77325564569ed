import { connect } from '@sensorium/kit/testing'
import { describe, expect, it } from 'vitest'
import { bigmodelStandIn, type StandInVendor, startStandIn, zaiStandIn } from '../../../../test/vendors/index.ts'
import { toolset } from '../index.ts'

const key = 'standin-key-0123456789'
const address = 'http://93.184.215.14/page'

/** Reads a public address whose only way leads through a proxy that is down: our own engine cannot have it. */
async function readWith(env: Record<string, string>, url = address, vendorKey?: string) {
  await using connected = await connect(toolset, {
    env: { HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: '127.0.0.1', ...env },
    identity: { principal: 'local', local: true, ...(vendorKey === undefined ? {} : { vendorKey }) },
  })
  const { content, isError } = await connected.client.callTool({
    name: 'webReader',
    arguments: { url, no_cache: true, timeout: 15, with_links_summary: true },
  })
  return {
    text: content.map((block) => (block.type === 'text' ? block.text : '')).join('\n'),
    isError: isError === true,
  }
}

async function vendor(standIn: StandInVendor) {
  const server = await startStandIn(standIn, { key })
  return { server, base: `${server.url}/api/paas/v4`, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

describe('the order of readers', { timeout: 60_000 }, () => {
  it('hands a page on to Z.AI when our own engine cannot have it, and says so', async () => {
    await using zai = await vendor(zaiStandIn)
    const { text, isError } = await readWith({ Z_AI_API_KEY: key, Z_AI_BASE_URL: zai.base })
    expect(isError).toBe(false)
    expect(text).toContain('read by zai')
    expect(text).toContain('The engine own did not read it')
    expect(zai.server.requests.at(-1)?.body).toMatchObject({ url: address, no_cache: true, with_links_summary: true })
  })

  it('asks a vendor first where it is named first, and goes on when its key is refused', async () => {
    await using zai = await vendor(zaiStandIn)
    await using bigmodel = await vendor(bigmodelStandIn)
    const { text } = await readWith({
      SENSORIUM_READER_ENGINES: 'zai,bigmodel',
      Z_AI_API_KEY: 'wrong-key-0123456789',
      Z_AI_BASE_URL: zai.base,
      BIGMODEL_API_KEY: key,
      SENSORIUM_BIGMODEL_BASE_URL: bigmodel.base,
    })
    expect(text).toContain('read by bigmodel')
    expect(text).toContain('The engine zai did not read it')
    expect(text).not.toContain('wrong-key')
  })

  it('does not try a refused key again with the next page', async () => {
    await using zai = await vendor(zaiStandIn)
    await using connected = await connect(toolset, {
      env: {
        HTTP_PROXY: 'http://127.0.0.1:1',
        NO_PROXY: '127.0.0.1',
        Z_AI_API_KEY: 'wrong-key-0123456789',
        Z_AI_BASE_URL: zai.base,
      },
    })
    const read = async (url: string) => {
      const { content } = await connected.client.callTool({ name: 'webReader', arguments: { url, timeout: 15 } })
      return content.map((block) => (block.type === 'text' ? block.text : '')).join('\n')
    }
    await read(`${address}/1`)
    const refused = zai.server.requests.length
    expect(refused).toBeGreaterThan(0)
    expect(await read(`${address}/2`)).toMatch(/zai: not asked until/)
    expect(zai.server.requests).toHaveLength(refused)
  })

  it('tells every reason when nobody has the page', async () => {
    await using zai = await vendor(zaiStandIn)
    const { text, isError } = await readWith({ Z_AI_API_KEY: 'wrong-key-0123456789', Z_AI_BASE_URL: zai.base })
    expect(isError).toBe(true)
    expect(text).toMatch(/own: .* zai: /s)
  })

  it.each(['http://127.0.0.1:1/', 'http://169.254.169.254/', 'http://wiki.internal/'])(
    'tells no vendor of %s',
    async (url) => {
      await using zai = await vendor(zaiStandIn)
      const env = { Z_AI_API_KEY: key, Z_AI_BASE_URL: zai.base }
      for (const order of ['own,zai', 'zai,own', 'zai']) {
        const { isError } = await readWith({ ...env, SENSORIUM_READER_ENGINES: order }, url)
        expect(isError).toBe(true)
      }
      expect(zai.server.requests).toEqual([])
    },
  )

  it("uses a caller's own key with Z.AI and no configured key beside it", async () => {
    await using zai = await vendor(zaiStandIn)
    await using bigmodel = await vendor(bigmodelStandIn)
    const env = {
      BIGMODEL_API_KEY: key,
      SENSORIUM_BIGMODEL_BASE_URL: bigmodel.base,
      Z_AI_BASE_URL: zai.base,
    }
    expect((await readWith(env, address, key)).text).toContain('read by zai')
    expect((await readWith(env, address, 'wrong-key-0123456789')).isError).toBe(true)
    expect(bigmodel.server.requests).toEqual([])
  })
})
