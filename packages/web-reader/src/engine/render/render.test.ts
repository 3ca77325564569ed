import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { NetError } from '@sensorium/net'
import { describe, expect, test } from 'vitest'
import { findChromium } from './chromium.ts'
import { createRenderer } from './create-renderer.ts'
import type { RendererOptions } from './renderer.ts'

const chromium = await findChromium(undefined)

/** A site on loopback that is allowed, and an inner service on loopback that is not. */
async function site(pages: RequestListener, options: RendererOptions = {}) {
  const reached: string[] = []
  const inner = createServer((request, response) => {
    reached.push(request.url ?? '')
    response.setHeader('access-control-allow-origin', '*').end('secret')
  })
  inner.on('upgrade', (request, socket: Socket) => {
    reached.push(`upgrade ${request.url}`)
    socket.destroy()
  })
  const outer = createServer(pages)
  const ports = []
  for (const server of [inner, outer]) {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    ports.push((server.address() as AddressInfo).port)
  }
  const [innerPort, outerPort] = ports
  const renderer = createRenderer({ allowHosts: [`127.0.0.1:${outerPort}`], ...options })
  return {
    outer,
    reached,
    render: (path = '/', timeoutMs = 30_000, signal = new AbortController().signal) =>
      renderer.render({ url: `http://127.0.0.1:${outerPort}${path}`, timeoutMs }, signal),
    innerPort,
    [Symbol.asyncDispose]: async () => {
      await renderer[Symbol.asyncDispose]()
      for (const server of [inner, outer]) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}

/** A page that says little at first is given more time; with enough text it is taken as soon as it rests. */
const enough = `<p>${'words '.repeat(60)}</p>`
const page = (script: string, body = enough) =>
  `<!doctype html><title>t</title><body><div id="root"></div>${body}<script>${script}</script></body>`
const root = "document.getElementById('root')"

describe.skipIf(chromium === undefined)('rendering (needs Chromium)', { timeout: 120_000 }, () => {
  test('shows what scripts make, later content and shadow roots included', async () => {
    const script = `${root}.innerHTML = '<h1>Made</h1>'
      customElements.define('x-card', class extends HTMLElement {
        constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = '<b>shadow</b> <slot></slot>' } })
      setTimeout(() => fetch('/data').then((r) => r.text()).then((t) => { ${root}.append(t) }), 200)`
    await using web = await site((request, response) => {
      if (request.url === '/data') return void response.end('and fetched')
      response.setHeader('content-type', 'text/html').end(page(script, `${enough}<x-card>slotted</x-card>`))
    })
    const { html, title, status, notices } = await web.render()
    expect({ title, status, notices }).toEqual({ title: 't', status: 200, notices: [] })
    expect(html).toMatch(/<h1>Made<\/h1>and fetched/)
    expect(html).toMatch(/<b>shadow<\/b> slotted/)
  })

  test('keeps the manners it is given: asks for the page and its parts, tells what hosts ask for', async () => {
    const asked: string[] = []
    const heard: unknown[] = []
    const script = `fetch('/busy').then(() => fetch('/private')).then((r) => { ${root}.append('got ' + r.status) })`
    const options: RendererOptions = {
      manners: {
        visit: async (url, { part = false } = {}) => {
          const { pathname } = new URL(url)
          asked.push(`${part ? 'part' : 'page'} ${pathname}`)
          if (pathname === '/private') throw new NetError('disallowed', 'No.', { url: new URL(url) })
        },
        heard: (url, status, retryAfter) => heard.push([url.pathname, status, retryAfter]),
      },
    }
    await using web = await site((request, response) => {
      if (request.url === '/busy') return void response.writeHead(429, { 'retry-after': '30' }).end('later')
      if (request.url === '/private') return void response.end('secret')
      response.setHeader('content-type', 'text/html').end(page(script))
    }, options)
    const { html, notices } = await web.render()
    expect(asked).toEqual(expect.arrayContaining(['page /', 'part /', 'part /busy', 'part /private']))
    expect(heard).toContainEqual(['/busy', 429, '30'])
    expect(html).toContain('got 403')
    expect(notices.join()).toMatch(
      /an address that may not be reached, or whose host wants to be left alone: http:\S+private/,
    )
  })

  test('counts the wait for a host as part of its time', async () => {
    const visit = () => new Promise<void>((resolve) => setTimeout(resolve, 300))
    await using web = await site((_, response) => response.end(enough), { manners: { visit, heard: () => {} } })
    await expect(web.render('/', 200)).rejects.toMatchObject({ kind: 'timeout' })
  })

  test('reaches no inner address by any way a page has', async () => {
    await using web = await site((request, response) => {
      const inner = new URL(request.url ?? '/', 'http://x').searchParams.get('inner')
      if (request.url?.startsWith('/redirect'))
        return void response.writeHead(302, { location: `http://127.0.0.1:${inner}/redirected` }).end()
      const host = `127.0.0.1:${inner}`
      const script = `const done = []
        const note = (name) => (x) => done.push(name)
        fetch('http://${host}/fetch').catch(note('fetch'))
        fetch('http://localhost:${inner}/name').catch(note('name'))
        fetch('http://[::ffff:127.0.0.1]:${inner}/mapped').catch(note('mapped'))
        fetch('/redirect?inner=${inner}').catch(note('redirect'))
        navigator.sendBeacon('http://${host}/beacon')
        new WebSocket('ws://${host}/socket').onerror = note('socket')
        new EventSource('http://${host}/events').onerror = note('events')
        for (const [tag, attribute] of [['img','src'],['script','src'],['iframe','src'],['link','href'],['object','data'],['video','src']]) {
          const element = document.createElement(tag); element.rel = 'stylesheet'; element[attribute] = 'http://${host}/' + tag; document.body.append(element) }
        const frame = document.createElement('form'); frame.action = 'http://${host}/form'; frame.method = 'post'; frame.target = 'popup'; document.body.append(frame); frame.submit()
        window.open('http://${host}/popup')
        new RTCPeerConnection({ iceServers: [{ urls: 'stun:${host}' }] }).createDataChannel('x')
        new Worker(URL.createObjectURL(new Blob(["fetch('http://${host}/worker')"])))
        setTimeout(() => { ${root}.textContent = 'content ' + done.sort() }, 1500)`
      response.setHeader('content-type', 'text/html').end(page(script, ''))
    })
    const { html, notices } = await web.render(`/?inner=${web.innerPort}`)
    expect(html).toMatch(/content .*fetch.*socket/)
    expect(web.reached).toEqual([])
    expect(notices.join(' ')).toMatch(/may not be reached/)
  })

  test('refuses a page that redirects inside', async () => {
    await using web = await site((request, response) => {
      response
        .writeHead(302, {
          location: `http://127.0.0.1:${new URL(request.url ?? '', 'http://x').searchParams.get('to')}/in`,
        })
        .end()
    })
    const rendered = await web.render(`/?to=${web.innerPort}`).catch((error: unknown) => error)
    expect(JSON.stringify(rendered)).not.toMatch(/secret/)
    expect(web.reached).toEqual([])
  })

  test('ends a page whose scripts never end, and the next page is rendered', async () => {
    await using web = await site((request, response) => {
      const script = request.url === '/loop' ? 'for (;;) {}' : `${root}.textContent = 'fine'`
      response.setHeader('content-type', 'text/html').end(page(script))
    })
    await expect(web.render('/loop', 4000)).rejects.toMatchObject({ kind: 'timeout' })
    expect((await web.render()).html).toMatch(/fine/)
  })

  test('gives a page that never rests as it is when the time is up', async () => {
    await using web = await site((_request, response) => {
      response.setHeader('content-type', 'text/html').end(page(`setInterval(() => ${root}.append('tick '), 20)`))
    })
    const { html, notices } = await web.render('/', 6000)
    expect(html).toMatch(/tick tick/)
    expect(notices.join(' ')).toMatch(/went on changing/)
  })

  test('ends a page that eats memory', async () => {
    await using web = await site((_request, response) => {
      const script =
        'const all = []; for (let i = 0; i < 40; i++) all.push(new Uint8Array(5e7).fill(1)); setInterval(() => all.length, 100)'
      response.setHeader('content-type', 'text/html').end(page(script, ''))
    })
    const error = await web.render('/', 60_000).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'RenderError' })
    expect(error).toHaveProperty('kind', expect.stringMatching(/too_large|unavailable/))
  })

  test('keeps pages apart: no cookie, storage or worker of one is seen by the next', async () => {
    const seen: (string | undefined)[] = []
    await using web = await site((request, response) => {
      if (request.url === '/') seen.push(request.headers.cookie)
      const script = `${root}.textContent = 'stored: ' + localStorage.getItem('k') + '; workers: ' + ('serviceWorker' in navigator ? 'yes' : 'no'); localStorage.setItem('k', 'v'); document.cookie = 'k=v'`
      response.setHeader('content-type', 'text/html').end(page(script))
    })
    await web.render()
    expect((await web.render()).html).toMatch(/stored: null/)
    expect(seen).toEqual([undefined, undefined])
  })

  test('says honestly who asks', async () => {
    let agent = ''
    await using web = await site(
      (request, response) => {
        agent = request.headers['user-agent'] ?? ''
        response.setHeader('content-type', 'text/html').end(page(`${root}.textContent = 'x'`))
      },
      { userAgent: 'Ours/1.0' },
    )
    await web.render()
    expect(agent).toMatch(/Chrome\/\d+.* Ours\/1\.0$/)
  })

  test('stops when the caller does', async () => {
    await using web = await site(() => {})
    await expect(web.render('/', 30_000, AbortSignal.timeout(1500))).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  test('takes no downloads', async () => {
    await using web = await site((_request, response) => {
      response
        .writeHead(200, { 'content-type': 'application/zip', 'content-disposition': 'attachment; filename=x.zip' })
        .end('zip')
    })
    await expect(web.render()).rejects.toMatchObject({ kind: 'unavailable' })
  })

  test('closes the browser when it is idle, and starts it again for the next page', async () => {
    await using web = await site(
      (_request, response) => {
        response.setHeader('content-type', 'text/html').end(page(`${root}.textContent = 'again'`))
      },
      { idleMs: 100 },
    )
    await web.render()
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect((await web.render()).html).toMatch(/again/)
  })
})

test('without Chromium the answer says what is missing', async () => {
  await using web = await site(() => {}, { chromiumPath: '/nowhere/chromium' })
  await expect(web.render()).rejects.toMatchObject({
    kind: 'no_browser',
    message: expect.stringContaining('/nowhere/chromium'),
  })
})

test('a refused address is refused before a browser starts', async () => {
  await using renderer = createRenderer({ chromiumPath: '/nowhere/chromium' })
  const rendering = renderer.render({ url: 'http://169.254.169.254/', timeoutMs: 1000 }, new AbortController().signal)
  await expect(rendering).rejects.toMatchObject({ kind: 'blocked' })
})
