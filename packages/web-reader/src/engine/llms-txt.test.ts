import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createFetcher } from '@sensorium/net'
import { describe, expect, it, vi } from 'vitest'
import { createSiteIndexes, isDocumentation, llmsTxtAddresses } from './llms-txt.ts'

describe('llms.txt', () => {
  it('is looked for beside the section and at the root', () => {
    const found = (page: string) => llmsTxtAddresses(new URL(page)).map(({ pathname }) => pathname)
    expect(found('https://x.example/docs/guide/a')).toEqual(['/docs/llms.txt', '/llms.txt'])
    expect(found('https://x.example/page')).toEqual(['/llms.txt'])
    expect(found('https://x.example/')).toEqual(['/llms.txt'])
  })

  it.each([
    ['https://x.example/', '', true],
    ['https://docs.x.example/start', '', true],
    ['https://x.example/docs/start', '', true],
    ['https://x.example/start', '<meta name="generator" content="Docusaurus v3">', true],
    ['https://x.example/2026/01/doctors', '<meta name="generator" content="WordPress">', false],
  ])('is of use at %s %s: %s', (url, html, expected) => {
    expect(isDocumentation(new URL(url), html)).toBe(expected)
  })

  it('is asked for once a site, and pages for every address are not taken for it', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      if (request.url === '/docs/llms.txt') response.setHeader('content-type', 'text/html').end('<html># no')
      else if (request.url === '/llms.txt') response.setHeader('content-type', 'text/plain').end('# Site\n\n> About')
      else response.writeHead(404).end()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await using fetcher = createFetcher({ allowHosts: ['127.0.0.1'] })
    const indexes = createSiteIndexes(fetcher)
    expect(indexes.near(new URL(`${base}/docs/a`)).known).toBeUndefined()
    await vi.waitFor(() => expect(indexes.near(new URL(`${base}/docs/b`)).known?.pathname).toBe('/llms.txt'), 10_000)
    expect(asked).toEqual(['/docs/llms.txt', '/llms.txt'])
    server.close()
  })
})
