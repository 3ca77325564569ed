import { checkUrl, createFilterProxy, type Fetcher, type FilterProxy } from '@sensorium/net'
import PQueue from 'p-queue'
import type { Browser, BrowserContext } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { keepBrowser } from './keep-browser.ts'
import { limitMemory } from './memory.ts'
import { takeHtml, watchRest } from './page.ts'
import { RenderError, type Rendered, type Renderer, type RendererOptions, type RenderRequest } from './renderer.ts'

/** Bytes a page may move. */
const pageBytes = 64 * 1024 * 1024
/** Longest wait for a page to come to rest once it is there: it may tick for ever. */
const restMs = 8000
const shownRefusals = 3

/** Chromium's own words and ours behind them: sites see both which browser and who asks. */
function userAgentOf(browser: Browser, ours: string): string {
  const [major = ''] = browser.version().split('.')
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36 ${ours}`
}

/** A context of its own for one page: nothing kept from others, no downloads, service workers, pop-ups or permissions. */
async function openContext(
  browser: Browser,
  proxy: FilterProxy,
  ours: string,
  language: string,
): Promise<BrowserContext> {
  const [locale = 'en-US'] = language.split(',')
  return await browser.newContext({
    proxy: { server: proxy.url },
    userAgent: userAgentOf(browser, ours),
    locale,
    acceptDownloads: false,
    serviceWorkers: 'block',
    permissions: [],
  })
}

function noticesOf(proxy: FilterProxy, atRest: boolean): string[] {
  const refused = Array.from(proxy.refused)
  const named = refused.slice(0, shownRefusals).join(', ')
  const addresses = refused.length === 1 ? 'an address' : `${refused.length} addresses`
  return [
    ...(atRest ? [] : ['The page went on changing; this is what it showed when the time was up.']),
    ...(refused.length === 0
      ? []
      : [`The page asked for ${addresses} that may not be reached, or whose host wants to be left alone: ${named}.`]),
  ]
}

async function renderIn(context: BrowserContext, url: URL, proxy: FilterProxy, deadline: number): Promise<Rendered> {
  const page = await context.newPage()
  const comeToRest = watchRest(page)
  context.on('page', (popup) => void popup.close().catch(() => {}))
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}))
  const response = await page.goto(url.href, {
    waitUntil: 'domcontentloaded',
    timeout: Math.max(1, deadline - Date.now()),
  })
  // Time is kept back for taking the page over.
  const atRest = await comeToRest(Math.min(Date.now() + restMs, deadline - 1000))
  const taken = await takeHtml(page)
  if (taken === undefined) throw new RenderError('too_large', 'The rendered page is larger than what is read.')
  return { ...taken, url: page.url(), status: response?.status() ?? 0, notices: noticesOf(proxy, atRest) }
}

/** Hosts that ask for fewer requests are heard, whatever of a page they answer. */
function noteWishes(context: BrowserContext, { heard }: Pick<Fetcher, 'heard'>): void {
  context.on('response', (response) => {
    const url = URL.parse(response.url())
    if (url !== null && response.status() >= 400) heard(url, response.status(), response.headers()['retry-after'])
  })
}

function asRenderError(cause: unknown, url: URL, proxy: FilterProxy): unknown {
  if (cause instanceof RenderError) return cause
  if (Array.from(proxy.refused).some((each) => URL.parse(each)?.host === url.host)) {
    return new RenderError('blocked', `${url.host} leads to an address that may not be reached.`, { cause })
  }
  if (cause instanceof Error && cause.name === 'TimeoutError') return timedOut(url, cause)
  return new RenderError('unavailable', `${url.host} could not be rendered.`, { cause })
}

function timedOut(url: URL, cause?: unknown): RenderError {
  return new RenderError('timeout', `${url.host} was not rendered in time.`, { cause })
}

/**
 * Renders pages with the machine's Chromium: one browser, started by the first page and closed when idle; for each page a
 * context and a filtering proxy of its own, which holds the address policy for every request, WebSocket and redirect.
 */
export function createRenderer(options: RendererOptions = {}): Renderer {
  const {
    chromiumPath,
    allowHosts = [],
    proxy = {},
    userAgent = 'Sensorium/0.1',
    manners,
    concurrency = 2,
    idleMs = 60_000,
  } = options
  const queue = new PQueue({ concurrency })
  const closing = new AbortController()
  const keeper = keepBrowser((timeoutMs) => launchBrowser(chromiumPath, timeoutMs), idleMs)

  const render = async (
    url: URL,
    { timeoutMs, language = 'en-US' }: RenderRequest,
    signal: AbortSignal,
  ): Promise<Rendered> => {
    closing.signal.throwIfAborted()
    const deadline = Date.now() + timeoutMs
    const permit =
      manners === undefined
        ? {}
        : { permit: (part: URL, ended: AbortSignal) => manners.visit(part, { part: true, signal: ended }) }
    await using filter = await createFilterProxy({ allowHosts, proxy, bytes: pageBytes, totalMs: timeoutMs, ...permit })
    using lease = await keeper.lease(timeoutMs)
    const { browser } = lease
    const context = await openContext(browser, filter, userAgent, language)
    using memory = limitMemory(browser)
    // Closing the context ends the page's process, whatever its scripts are doing, and every wait for it.
    const late = AbortSignal.any([signal, closing.signal, AbortSignal.timeout(timeoutMs)])
    const end = () => void context.close().catch(() => {})
    late.addEventListener('abort', end, { once: true })
    if (late.aborted) end()
    try {
      if (manners !== undefined) noteWishes(context, manners)
      return await renderIn(context, url, filter, deadline)
    } catch (cause) {
      signal.throwIfAborted()
      if (memory.exceeded)
        throw new RenderError('too_large', `${url.host} takes more memory than a page may.`, { cause })
      throw late.aborted ? timedOut(url, cause) : asRenderError(cause, url, filter)
    } finally {
      late.removeEventListener('abort', end)
      await context.close().catch(() => {})
    }
  }

  return {
    render: async (request, signal) => {
      const url = checkUrl(request.url, allowHosts)
      const deadline = Date.now() + request.timeoutMs
      await manners?.visit(url, { signal, limits: { totalMs: request.timeoutMs } })
      const inTurn = async () => {
        // Waiting for the host and for other pages is part of the time that was given.
        const timeoutMs = deadline - Date.now()
        if (timeoutMs <= 0) throw timedOut(url)
        return await render(url, { ...request, timeoutMs }, signal)
      }
      return await queue.add(inTurn, { signal })
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort(new RenderError('unavailable', 'The renderer was closed.'))
      await keeper[Symbol.asyncDispose]()
    },
  }
}
