import { chromium } from 'playwright-core'
import { chromiumMissing, chromiumPath, quietChromium } from '../../../../test/chromium.ts'

/** Tests that need real renders are skipped without it. */
export const hasChromium = chromiumMissing === ''

export interface Shot {
  readonly width?: number
  readonly height?: number
  /** Device pixels per CSS pixel. */
  readonly scale?: number
  /** The whole page instead of the viewport. */
  readonly full?: boolean
}

export interface Browser extends AsyncDisposable {
  /** Renders HTML and returns the screenshot as PNG. Nothing is fetched: requests are refused. */
  readonly shoot: (html: string, shot?: Shot) => Promise<Buffer>
}

/** Starts Chromium with the flags that keep it quiet on a closed network; `flags` change how it draws. */
export async function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: [...quietChromium, ...flags] })
  return {
    shoot: async (html, { width = 1280, height = 720, scale = 1, full = false } = {}) => {
      const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale })
      try {
        await page.route('**/*', (route) => route.abort())
        await page.setContent(html)
        return await page.screenshot({ fullPage: full, animations: 'disabled' })
      } finally {
        await page.close()
      }
    },
    [Symbol.asyncDispose]: () => browser.close(),
  }
}
