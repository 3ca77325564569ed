/**
 * Characters read wrongly on rendered screens of code and terminals, spaces included, and time: ours beside plain tesseract.
 * Needs Debian's chromium and tesseract. `node --conditions=@sensorium/source test/bench/vision/ocr.ts`
 */
import { execa } from 'execa'
import PQueue from 'p-queue'
import { createOcr } from '../../../packages/vision/src/engine/ocr/ocr.ts'
import { findSystemTesseract } from '../../../packages/vision/src/engine/ocr/system-tesseract.ts'
import { findTesseractJs } from '../../../packages/vision/src/engine/ocr/tesseract-js.ts'
import { openBrowser } from '../../../packages/vision/src/testing/browser.ts'
import { characterError } from '../../../packages/vision/src/testing/character-error.ts'
import { loaded } from '../../../packages/vision/src/testing/pictures.ts'
import { screens } from '../../../packages/vision/src/testing/screens.ts'
import { medianMs, percent, printTable, whole } from './measure.ts'

const never = new AbortController().signal
await using scope = new AsyncDisposableStack()
await using browser = await openBrowser()

const ours = createOcr(() => findSystemTesseract('eng'), new PQueue())
const oursInJs = createOcr(() => findTesseractJs('eng', scope), new PQueue())
const engines: Record<string, (png: Buffer) => Promise<string>> = {
  'tesseract, plain': async (png) => (await execa('tesseract', ['stdin', 'stdout'], { input: png })).stdout,
  'tesseract, spaces kept': async (png) =>
    (await execa('tesseract', ['stdin', 'stdout', '--psm', '6', '-c', 'preserve_interword_spaces=1'], { input: png }))
      .stdout,
  'ours on tesseract': async (png) => (await ours(loaded(png), never))?.text ?? '',
  'ours on tesseract.js': async (png) => (await oursInJs(loaded(png), never))?.text ?? '',
}

for (const scale of [2, 1]) {
  const shots = await Promise.all(
    screens().map(async ({ name, text, html }) => ({
      name,
      text,
      png: await browser.shoot(html, { width: 900, height: 520, scale }),
    })),
  )
  const rows = []
  for (const [engine, read] of Object.entries(engines)) {
    const errors: Record<string, string> = {}
    let sum = 0
    for (const { name, text, png } of shots) {
      const wrong = characterError(text, (await read(png)).trimEnd())
      errors[name] = percent(wrong)
      sum += wrong
    }
    const first = shots[0]?.png ?? Buffer.alloc(0)
    rows.push({
      engine,
      ...errors,
      mean: percent(sum / shots.length),
      'ms (median)': whole(await medianMs(3, () => read(first))),
    })
  }
  printTable(`Characters wrong, ${scale}× screenshots of 13 px text`, rows)
}
