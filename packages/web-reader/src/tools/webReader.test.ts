import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from '@sensorium/kit/testing'
import { describe, expect, it } from 'vitest'
import { findChromium } from '../engine/render/chromium.ts'
import { toolset } from '../index.ts'

const chromium = await findChromium(undefined)

const article = (
  body: string,
): string => `<!doctype html><html lang="en"><head><title>Locks in practice | Example</title>
<meta name="description" content="How to hold a lock."><meta property="article:published_time" content="2026-01-02"></head>
<body><nav><a href="/">Home</a><a href="/all">All posts</a></nav><main><article>${body}</article></main>
<footer>© Example Ltd. <a href="/imprint">Imprint</a></footer></body></html>`

const prose = 'A lock that nobody releases is a lock that everybody waits for, and so the first rule is to release it. '

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections()),
  }
}

async function readOnce(
  listener: RequestListener,
  input: Record<string, unknown> = {},
  env: Record<string, string> = {},
): Promise<{ text: string; isError: boolean }> {
  await using site = await serve(listener)
  await using connected = await connect(toolset, { env: { SENSORIUM_ALLOW_PRIVATE_HOSTS: '127.0.0.1', ...env } })
  const result = await connected.client.callTool({
    name: 'webReader',
    arguments: { url: `${site.url}/post`, ...input },
  })
  const content = result.content as { type: string; text: string }[]
  return { text: content.map((block) => block.text).join('\n'), isError: result.isError === true }
}

const html =
  (page: string, type = 'text/html; charset=utf-8'): RequestListener =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': type }).end(page)

describe('webReader', () => {
  it('returns the main content as Markdown with code, table and links, without the frame', async () => {
    const { text, isError } = await readOnce(
      html(
        article(`<h1>Locks in practice</h1><p>${prose.repeat(4)} See <a href="/rules">the rules</a>.</p>
<pre><code class="language-ts">const lock = await acquire()
  try { work() }
</code></pre><table><tr><th>Kind</th><th>Cost</th></tr><tr><td>spin</td><td>low</td></tr></table>`),
      ),
    )
    expect(isError).toBe(false)
    expect(text).toContain('Title: Locks in practice')
    expect(text).toContain('Published: 2026-01-02')
    expect(text).toContain('```ts\nconst lock = await acquire()\n  try { work() }\n```')
    expect(text).toContain('| Kind | Cost |\n| --- | --- |\n| spin | low |')
    expect(text).toMatch(/\[the rules\]\(http:\/\/127\.0\.0\.1:\d+\/rules\)/)
    expect(text).not.toContain('Imprint')
    expect(text).not.toContain('All posts')
  })

  it('gives a long page in parts that join to the whole', async () => {
    const body = Array.from({ length: 60 }, (_, at) => `<h2>Part ${at}</h2><p>${prose.repeat(3)}</p>`).join('')
    const first = await readOnce(html(article(body)), { max_length: 4000 })
    expect(first.text).toContain('Outline')
    const next = /start_index=(\d+)/.exec(first.text)?.[1]
    expect(next).toBeDefined()
    const second = await readOnce(html(article(body)), { max_length: 4000, start_index: Number(next) })
    const last = [...first.text.matchAll(/^## Part (\d+)$/gm)].at(-1)?.[1]
    expect(second.text).toContain(`## Part ${Number(last) + 1}`)
    expect(second.text).not.toContain(`## Part ${last}\n`)
  })

  it('reads one section by its heading', async () => {
    const body = ['Alpha', 'Beta', 'Gamma'].map((name) => `<h2>${name}</h2><p>${name} text. ${prose}</p>`).join('')
    const { text } = await readOnce(html(article(body)), { section: 'beta' })
    expect(text).toContain('Beta text.')
    expect(text).not.toContain('Alpha text.')
    expect(text).not.toContain('Gamma text.')
  })

  it('tells a challenge page as a refusal, not as content', async () => {
    const { text, isError } = await readOnce(
      html('<html><head><title>Just a moment...</title></head><body>Enable JavaScript</body></html>'),
    )
    expect(isError).toBe(true)
    expect(text).toContain('lets only browsers in')
  })

  const application = html(
    `<!doctype html><title>App</title><div id="root"></div><script>document.getElementById('root').innerHTML =
      '<main><h1>Made by scripts</h1>' + '<p>${prose}</p>'.repeat(5) + '</main>'</script>`,
  )

  it.skipIf(chromium === undefined)('renders a page of scripts (needs Chromium)', { timeout: 120_000 }, async () => {
    const { text } = await readOnce(application, { timeout: 90 })
    expect(text).toContain('rendered with Chromium')
    expect(text).toContain('# Made by scripts')
    expect(text).toContain('the first rule is to release it')
  })

  it('says what is missing where a page of scripts cannot be rendered', async () => {
    const { text, isError } = await readOnce(application, {}, { SENSORIUM_CHROMIUM_PATH: '/nowhere/chromium' })
    expect(isError).toBe(false)
    expect(text).toContain('there is no program at /nowhere/chromium')
    const off = await readOnce(application, {}, { SENSORIUM_RENDER: 'never' })
    expect(off.text).toContain('rendering is off (SENSORIUM_RENDER=never)')
  })

  it('starts at the words of a text fragment', async () => {
    const body = ['Alpha', 'Beta'].map((name) => `<p>${name} is <b>one</b> text. ${prose}</p>`).join('')
    await using site = await serve(html(article(body)))
    const { text } = await readOnce(html(article(body)), { url: `${site.url}/post#:~:text=Beta%20is%20one,there` })
    expect(text).toContain('Beta is **one** text.')
    expect(text).not.toContain('Alpha is')
  })

  it('hands an image on beside its facts', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    await using site = await serve((_request, response) =>
      response.writeHead(200, { 'content-type': 'image/png' }).end(png),
    )
    await using connected = await connect(toolset, { env: { SENSORIUM_ALLOW_PRIVATE_HOSTS: '127.0.0.1' } })
    const { content } = await connected.client.callTool({ name: 'webReader', arguments: { url: `${site.url}/a.png` } })
    expect(content[0]).toMatchObject({ type: 'text', text: expect.stringContaining('1 × 1') })
    expect(content[1]).toEqual({ type: 'image', data: png.toString('base64'), mimeType: 'image/png' })
  })

  it('tells a login form that came in place of the page', async () => {
    const form =
      '<title>Sign in | Example</title><h1>Sign in</h1><form><input name=u><input type="password" name=p></form>'
    const { text, isError } = await readOnce(html(form))
    expect(isError).toBe(true)
    expect(text).toContain('its login form')
  })

  it('notes that a page is not free to read', async () => {
    const data = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
    const { text } = await readOnce(html(article(`<h1>News</h1><p>${prose.repeat(4)}</p>${data}`)))
    expect(text).toContain('Note: The page says that it is not free to read')
  })

  it('refuses a private address that was not allowed', async () => {
    await using connected = await connect(toolset)
    const result = await connected.client.callTool({ name: 'webReader', arguments: { url: 'http://127.0.0.1:1/' } })
    expect(result.isError).toBe(true)
    expect(JSON.stringify(result.content)).toContain('SENSORIUM_ALLOW_PRIVATE_HOSTS')
  })
})
