import { type Browser, chromium, type Page } from 'playwright-core'
import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumMissing, chromiumPath, quietChromium } from '../chromium.ts'
import { firstHttp } from './clients.ts'
import { type RunningServer, startHttp } from './process.ts'

const key = 'a-key-of-the-page-tests'
let server: RunningServer

beforeAll(async () => {
  server = await startHttp([], { SENSORIUM_KEYS: key })
})
afterAll(() => server[Symbol.asyncDispose]())

describe('the page at the root, as it is sent', () => {
  it('holds what anybody may know and nothing of the state or the key', async () => {
    const { headers, body } = await request(`${server.url}/?Authorization=${key}`)
    const page = await body.text()
    expect(page).toContain(`${server.url}/mcp`)
    expect(page).toContain('YOUR_KEY')
    for (const secret of [key, 'echo', 'resting'])
      expect(page.replace(/<script>.*<\/script>/s, '').replace(/<style>.*<\/style>/s, '')).not.toContain(secret)
    expect(page).not.toContain(key)
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+';/,
    )
    expect(headers['content-security-policy']).not.toContain('unsafe')
  })

  it.each([
    ['a foreign name', 'attacker.example'],
    ['markup', '"><script>alert(1)</script>'],
    ['a command', 'localhost;reboot'],
  ])('is refused to a Host that is %s, also where any name is allowed but for what is no name', async (_name, host) => {
    expect((await request(`${server.url}/`, { headers: { host } })).statusCode).toBe(403)
  })

  it('shows no name that is more than a name where any is allowed', async () => {
    await using open = await startHttp(['--server-names', '*'], { SENSORIUM_KEYS: key })
    const answer = async (host: string) => (await request(`${open.url}/`, { headers: { host } })).statusCode
    expect([await answer('any.example'), await answer('x"><b>'), await answer('$(id)')]).toEqual([200, 403, 403])
  })
})

describe('the state', () => {
  it('is for an operator', async () => {
    expect((await request(`${server.url}/status`)).statusCode).toBe(401)
    const answer = await request(`${server.url}/status`, { headers: { authorization: key } })
    expect(await answer.body.json()).toMatchObject({
      store: { kind: 'memory', reachable: true },
      servers: [{ name: 'fixture', engines: [{ name: 'first', state: 'resting' }, { open: 2 }, { state: 'off' }] }],
    })
  })
})

describe.skipIf(chromiumMissing !== '')(`the page in a browser${chromiumMissing}`, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath, args: [...quietChromium] })
  })
  afterAll(() => browser?.close())

  /** A page that remembers what went wrong on it. */
  async function open(
    path = '/',
    url = server.url,
  ): Promise<{ page: Page; faults: string[]; [Symbol.asyncDispose]: () => Promise<void> }> {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('dialog', (dialog) => {
      faults.push(dialog.message())
      void dialog.dismiss()
    })
    await page.goto(`${url}${path}`)
    return { page, faults, [Symbol.asyncDispose]: () => context.close() }
  }
  const unlock = async (page: Page, as = key) => {
    await page.fill('#key', as)
    await page.click('#unlock button')
  }

  it('shows engines and calls to an operator, and keeps the key out of itself', async () => {
    await using client = await firstHttp(server.url, key)
    await client.call('echo', { message: 'never shown' })
    await client.call('fail', { how: 'told' })
    await using opened = await open()
    const { page, faults } = opened
    expect(await page.isVisible('#state')).toBe(false)
    await unlock(page)
    await page.waitForSelector('#state:not([hidden])')
    const state = (await page.textContent('#state')) ?? ''
    for (const part of [
      'Fixture',
      'first',
      'rests 1 min',
      'quota is used up',
      'ready, 2 open',
      'third (needs THIRD_KEY)',
      'fixture · echo',
      'rate_limited',
    ])
      expect(state).toContain(part)
    expect(state).not.toContain('never shown')
    expect(await page.content()).not.toContain(key)
    expect(await page.inputValue('#key')).toBe('')
    expect(faults).toEqual([])
  })

  it('refreshes by itself', async () => {
    await using opened = await open()
    const { page } = opened
    await unlock(page)
    await page.waitForSelector('#state:not([hidden])')
    await using client = await firstHttp(server.url, key)
    await client.call('records', {})
    await page.getByText('fixture · records').first().waitFor({ timeout: 15_000 })
  })

  it('takes a key from its address and takes it out of there', async () => {
    await using opened = await open(`/?Authorization=Bearer%20${key}`)
    await opened.page.waitForSelector('#state:not([hidden])')
    expect(opened.page.url()).toBe(`${server.url}/`)
    expect(opened.faults).toEqual([])
  })

  it('says why a key is of no use', async () => {
    await using opened = await open()
    await unlock(opened.page, 'a-key-that-nobody-knows')
    await opened.page.getByText('not known here').waitFor()
    expect(await opened.page.isVisible('#state')).toBe(false)
  })

  it('copies the line for a client', async () => {
    await using opened = await open()
    const { page, faults } = opened
    await page.click('button.copy')
    await page.getByText('Copied').waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain(`--url ${server.url} --key "YOUR_KEY"`)
    expect(faults).toEqual([])
  })

  it('needs no key where everybody may come in', async () => {
    await using free = await startHttp(['--auth', 'none'])
    await using opened = await open('/', free.url)
    await opened.page.waitForSelector('#state:not([hidden])')
    expect(opened.faults).toEqual([])
  })

  it('shows hostile names as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>"\'</td><script>alert(2)</script>'
    await using opened = await open()
    const { page, faults } = opened
    await page.route('**/status', (route) => route.fulfill({ json: hostileStatus(hostile) }))
    await unlock(page)
    await page.waitForSelector('#state:not([hidden])')
    expect(((await page.textContent('#state')) ?? '').split(hostile).length).toBeGreaterThan(8)
    expect(await page.locator('#state img, #state script').count()).toBe(0)
    expect(faults).toEqual([])
  })

  it('says how to connect without script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(server.url)
    await page.click('summary')
    expect(await page.textContent('main')).toContain('YOUR_KEY')
    expect(await page.isVisible('#unlock')).toBe(false)
    await context.close()
  })

  it.each([
    ['a phone', 360, 740],
    ['a desk', 1440, 900],
  ])('fits %s', async (_name, width, height) => {
    await using opened = await open()
    const { page } = opened
    await page.setViewportSize({ width, height })
    await unlock(page)
    await page.waitForSelector('#state:not([hidden])')
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
  })
})

function hostileStatus(hostile: string): object {
  return {
    title: hostile,
    version: hostile,
    startedAt: 0,
    now: 1,
    calls: hostile,
    sessions: hostile,
    store: { kind: hostile, reachable: false },
    servers: [
      {
        name: hostile,
        title: hostile,
        tools: [hostile],
        engines: [
          { name: hostile, state: 'resting', reason: hostile, until: 2, open: hostile },
          { name: hostile, state: 'off', reason: hostile },
        ],
      },
    ],
    recent: [{ at: 0, server: hostile, tool: hostile, key: hostile, outcome: hostile, ms: 1 }],
  }
}
