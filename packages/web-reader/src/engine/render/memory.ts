import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'

/** Bytes of a page of memory on every platform with /proc that Chromium runs on by default. */
const pageBytes = 4096

/** Bytes of memory the browser may take, and how often that is looked at (milliseconds). */
const maxBytes = 1536 * 1024 * 1024
const lookMs = 500

/** Resident bytes of all the browser's processes; 0 where the system does not tell (only Linux does). */
async function residentBytes(browser: Browser): Promise<number> {
  if (process.platform !== 'linux') return 0
  const session = await browser.newBrowserCDPSession()
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    const sizes = processInfo.map(async ({ id }) => {
      const [, resident = '0', shared = '0'] = (await readFile(`/proc/${id}/statm`, 'utf8').catch(() => '')).split(' ')
      return Math.max(0, Number(resident) - Number(shared)) * pageBytes
    })
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  } finally {
    await session.detach()
  }
}

/** Ends the browser, and with it every page, once it takes too much memory. */
export function limitMemory(browser: Browser): Disposable & { readonly exceeded: boolean } {
  let exceeded = false
  const look = async () => {
    if ((await residentBytes(browser)) <= maxBytes) return
    exceeded = true
    await browser.close()
  }
  const watch = setInterval(() => void look().catch(() => {}), lookMs)
  return {
    get exceeded() {
      return exceeded
    },
    [Symbol.dispose]: () => clearInterval(watch),
  }
}
