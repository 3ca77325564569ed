import PQueue from 'p-queue'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, hasChromium, openBrowser } from '../../testing/browser.ts'
import { characterError } from '../../testing/character-error.ts'
import { drawing, loaded } from '../../testing/pictures.ts'
import { screens } from '../../testing/screens.ts'
import { createOcr } from './ocr.ts'
import { findSystemTesseract } from './system-tesseract.ts'
import { findTesseractJs } from './tesseract-js.ts'

const never = new AbortController().signal
const native = await findSystemTesseract('eng')

it('is absent, not broken, where no engine is installed', async () => {
  const ocr = createOcr(async () => undefined, new PQueue())
  expect(await ocr(loaded(await drawing(64, 64).png().toBuffer()), never)).toBeUndefined()
  expect(await findSystemTesseract('xxx_none')).toBeUndefined()
  await using scope = new AsyncDisposableStack()
  expect(await findTesseractJs('xxx_none', scope)).toBeUndefined()
})

describe.skipIf(!hasChromium || native === undefined)(
  'reading rendered screens (skipped without chromium or tesseract)',
  () => {
    let browser: Browser
    const scope = new AsyncDisposableStack()
    beforeAll(async () => {
      browser = await openBrowser()
    })
    afterAll(async () => {
      await browser[Symbol.asyncDispose]()
      await scope.disposeAsync()
    })
    const shoot = (html: string, scale: number) => browser.shoot(html, { width: 900, height: 520, scale })

    it.each(screens().filter((_, index) => index % 2 === 0 || index === 5))(
      'reads $name with under 2 % of characters wrong, spaces included',
      { timeout: 60_000 },
      async ({ html, text }) => {
        const read = await createOcr(async () => native, new PQueue())(loaded(await shoot(html, 2)), never)
        expect(characterError(text, read?.text ?? '')).toBeLessThan(0.02)
      },
    )

    it('reads light text on dark and dark text on light in one picture', { timeout: 60_000 }, async () => {
      const html =
        '<body style="margin:20px;font:16px DejaVu Sans;background:#fff">Plain words on white<p style="background:#1e1e1e;color:#ddd;padding:14px">Pale words on black</p><p style="background:#2563eb;color:#fff;padding:14px">White words on blue</p></body>'
      const read = await createOcr(async () => native, new PQueue())(loaded(await shoot(html, 1)), never)
      for (const line of ['Plain words on white', 'Pale words on black', 'White words on blue'])
        expect(read?.text).toContain(line)
    })

    it('reads with tesseract.js as well', { timeout: 120_000 }, async () => {
      const [screen] = screens()
      const ocr = createOcr(() => findTesseractJs('eng', scope), new PQueue())
      const read = await ocr(loaded(await shoot(screen?.html ?? '', 2)), never)
      expect(characterError(screen?.text ?? '', read?.text ?? '')).toBeLessThan(0.02)
      expect(read?.engine).toContain('tesseract.js')
    })

    it('stops when the call is cancelled', { timeout: 60_000 }, async () => {
      const stop = new AbortController()
      const reading = createOcr(async () => native, new PQueue())(
        loaded(await shoot(screens()[0]?.html ?? '', 2)),
        stop.signal,
      )
      setTimeout(() => stop.abort(new Error('enough')), 50)
      await expect(reading).rejects.toThrow('enough')
    })
  },
)
