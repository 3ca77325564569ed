/**
 * Differences found on generated pairs, and time on 4K: ours beside pixelmatch with the same joining of cells.
 * Needs Debian's chromium. `node --conditions=@sensorium/source test/bench/vision/diff.ts`
 */
import pixelmatch from 'pixelmatch'
import sharp from 'sharp'
import { type Cells, cellSide, compareFrames } from '../../../packages/vision/src/engine/diff/compare.ts'
import { decodeFrame, type Frame } from '../../../packages/vision/src/engine/diff/frame.ts'
import { findRegions, type Region } from '../../../packages/vision/src/engine/diff/regions.ts'
import { openBrowser } from '../../../packages/vision/src/testing/browser.ts'
import { drawing, loaded } from '../../../packages/vision/src/testing/pictures.ts'
import { overlapOf, pageAsItIs, redrawnStyles, uiPairs } from '../../../packages/vision/src/testing/ui-pairs.ts'
import { medianMs, printTable, whole } from './measure.ts'

const never = new AbortController().signal
const engines: Record<string, (a: Frame, b: Frame) => Promise<Cells>> = {
  pixelmatch: async (a, b) => cellsOfMask(a, b),
  ours: (a, b) => compareFrames(a, b, 3, never),
}

function cellsOfMask(a: Frame, b: Frame): Cells {
  const mask = Buffer.alloc(a.data.length)
  const different = pixelmatch(a.data, b.data, mask, a.width, a.height, { diffMask: true, aaColor: [0, 0, 0] })
  const columns = Math.ceil(a.width / cellSide)
  const size = columns * Math.ceil(a.height / cellSide)
  const cells = {
    columns,
    rows: Math.ceil(a.height / cellSide),
    count: new Uint8Array(size),
    left: new Uint16Array(size).fill(0xffff),
    top: new Uint16Array(size).fill(0xffff),
    right: new Uint16Array(size),
    bottom: new Uint16Array(size),
  }
  for (let at = 0; at < a.width * a.height; at += 1) {
    if (mask[at * 4] !== 255) continue
    const [x, y] = [at % a.width, Math.floor(at / a.width)]
    const cell = Math.floor(y / cellSide) * columns + Math.floor(x / cellSide)
    cells.count[cell] = (cells.count[cell] ?? 0) + 1
    cells.left[cell] = Math.min(cells.left[cell] ?? x, x)
    cells.top[cell] = Math.min(cells.top[cell] ?? y, y)
    cells.right[cell] = Math.max(cells.right[cell] ?? x, x)
    cells.bottom[cell] = Math.max(cells.bottom[cell] ?? y, y)
  }
  return { ...cells, different, redrawn: 0 }
}

const frameOf = async (png: Buffer): Promise<Frame> => {
  const { width, height } = await sharp(png).metadata()
  return decodeFrame(loaded(png), width, height)
}
const size = { width: 900, height: 600 }

await using browser = await openBrowser()
const before = await frameOf(await browser.shoot(pageAsItIs, size))
const rows: Record<string, string>[] = []
const describe = (found: readonly Region[], wanted?: (typeof uiPairs)[number]['changed']) =>
  wanted === undefined
    ? `${found.length} false`
    : found[0] === undefined
      ? 'missed'
      : `IoU ${overlapOf(found[0], wanted).toFixed(2)}${found.length > 1 ? `, ${found.length} regions` : ''}`

for (const { name, html, changed } of [
  ...uiPairs.map((pair) => ({ name: pair.name, html: pair.after, changed: pair.changed })),
  ...redrawnStyles.map(({ name, style }) => ({
    name: `drawn ${name}`,
    html: pageAsItIs.replace('</style>', `${style}</style>`),
    changed: undefined,
  })),
]) {
  const after = await frameOf(await browser.shoot(html, size))
  const row: Record<string, string> = { pair: name }
  for (const [engine, compare] of Object.entries(engines)) {
    row[engine] = describe(findRegions(await compare(before, after), size.width, size.height), changed)
  }
  rows.push(row)
}
printTable('Regions found', rows)

const large = await drawing(3840, 2160).png().toBuffer()
const spot = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#d00' } })
  .png()
  .toBuffer()
const edited = await sharp(large)
  .composite([{ input: spot, left: 900, top: 700 }])
  .png()
  .toBuffer()
const [a, b] = [await frameOf(large), await frameOf(edited)]
const times: Record<string, string>[] = [
  {
    step: 'decoding two PNGs',
    'ms (median)': whole(await medianMs(5, () => Promise.all([frameOf(large), frameOf(edited)]))),
  },
]
for (const [engine, compare] of Object.entries(engines)) {
  const ms = await medianMs(5, async () => findRegions(await compare(a, b), 3840, 2160))
  times.push({ step: `${engine}, with boxes`, 'ms (median)': whole(ms) })
}
printTable('4K pair with one edit', times)
