import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'

/** Bytes of a page of memory on every platform with /proc that Chromium runs on by default. */
const pageBytes = 4096

/** Resident bytes of all the browser's processes; 0 where the system does not tell (only Linux does). */
export async function residentBytes(browser: Browser): Promise<number> {
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
