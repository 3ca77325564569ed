import type { Page } from 'playwright-core'

/** Milliseconds between looks at a page. */
const lookMs = 150
/** Looks alike after which a page that says something and waits for nothing has come to rest, and any other page. */
const restLooks = 4
const patientLooks = 20
const fewChars = 250

/** Characters of a rendered page that are taken over. */
const maxHtmlChars = 20_000_000

/** Runs in the page: how much it shows and whether it is still loading. */
const look = `document.readyState + ':' + (document.body?.innerText.length ?? 0) + ':' + document.getElementsByTagName('*').length`

/** Runs in the page: its HTML, with what open shadow roots show put in their hosts' place, as a visitor sees it. */
const serialize = `(() => {
  const hosts = (root) => Array.from(root.querySelectorAll('*')).flatMap((element) =>
    element.shadowRoot ? [element, ...hosts(element.shadowRoot)] : [])
  for (const host of hosts(document).reverse()) {
    const root = host.shadowRoot
    for (const slot of root.querySelectorAll('slot')) slot.replaceWith(...slot.assignedNodes({ flatten: true }))
    for (const style of root.querySelectorAll('style')) style.remove()
    host.replaceChildren(...root.childNodes)
  }
  const html = document.documentElement.outerHTML
  return html.length > ${maxHtmlChars} ? undefined : { html: '<!doctype html>' + html, title: document.title }
})()`

/** Counts the page's requests that have not ended. */
function pendingRequests(page: Page): () => number {
  let pending = 0
  const ended = () => {
    pending -= 1
  }
  page.on('request', () => {
    pending += 1
  })
  page.on('requestfinished', ended).on('requestfailed', ended)
  return () => pending
}

/** Watches a page from before it is opened; the result waits for it to come to rest, false when `deadline` (Date.now) came first. */
export function watchRest(page: Page): (deadline: number) => Promise<boolean> {
  const pending = pendingRequests(page)
  return async (deadline) => {
    let [last, same] = ['', 0]
    while (Date.now() < deadline) {
      const now = await page.evaluate<string>(look)
      same = now === last ? same + 1 : 0
      last = now
      const chars = Number(now.split(':')[1])
      if (same >= (chars > fewChars && pending() === 0 ? restLooks : patientLooks)) return true
      await page.waitForTimeout(lookMs)
    }
    return false
  }
}

/** The page as HTML, or undefined when it has grown beyond what is read. */
export async function takeHtml(page: Page): Promise<{ html: string; title: string } | undefined> {
  return await page.evaluate<{ html: string; title: string } | undefined>(serialize)
}
