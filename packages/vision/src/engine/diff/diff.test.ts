import PQueue from 'p-queue'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, hasChromium, openBrowser } from '../../testing/browser.ts'
import { drawing, loaded } from '../../testing/pictures.ts'
import { overlapOf, page, pageAsItIs, redrawnStyles, uiPairs } from '../../testing/ui-pairs.ts'
import { diffPictures } from './diff.ts'
import { reportDiff } from './report.ts'

const queue = new PQueue({ concurrency: 1 })
const never = new AbortController().signal
const diff = (expected: Buffer, actual: Buffer, mime = 'image/png') =>
  diffPictures(loaded(expected, mime), loaded(actual, mime), queue, never)
const flat = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })

it('finds nothing between equal pictures, whatever their encoding', async () => {
  const png = await drawing(400, 300).png().toBuffer()
  const webp = await drawing(400, 300).webp({ lossless: true }).toBuffer()
  expect(await diff(png, png)).toMatchObject({ regions: [], different: 0, redrawn: 0 })
  expect((await diffPictures(loaded(png), loaded(webp, 'image/webp'), queue, never)).regions).toEqual([])
})

it('finds nothing between curves drawn with and without anti-aliasing', async () => {
  const curves = (rendering: string) => {
    const shapes = Array.from(
      { length: 8 },
      (_, at) =>
        `<circle cx="${60 + at * 80}" cy="90" r="${20 + at * 3.3}"/><path d="M${at * 80} 190l70 ${30 + at * 9}" stroke="#06c" stroke-width="${3 + at / 2}"/>`,
    )
    return sharp(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="300" shape-rendering="${rendering}"><rect width="720" height="300" fill="#fff"/>${shapes.join('')}</svg>`,
      ),
    )
      .png()
      .toBuffer()
  }
  const measured = await diff(await curves('auto'), await curves('crispEdges'))
  expect(measured.redrawn).toBeGreaterThan(500)
  expect(measured.regions).toEqual([])
})

it('finds nothing between two compressions of one picture', async () => {
  const [one, other] = await Promise.all([95, 80].map((quality) => drawing(400, 300).jpeg({ quality }).toBuffer()))
  expect((await diff(one ?? Buffer.alloc(0), other ?? Buffer.alloc(0), 'image/jpeg')).regions).toEqual([])
})

it('measures place, size, share and colours of what changed', async () => {
  const before = await flat(200, 100, '#ffffff').png().toBuffer()
  const after = await flat(200, 100, '#ffffff')
    .composite([{ input: await flat(30, 20, '#ff0000').png().toBuffer(), left: 50, top: 40 }])
    .png()
    .toBuffer()
  const measured = await diff(before, after)
  expect(measured.different).toBe(600)
  expect(measured.regions).toMatchObject([
    { left: 49, top: 39, width: 32, height: 22, expectedColours: ['#ffffff'], actualColours: ['#ff0000', '#ffffff'] },
  ])
  expect(reportDiff(measured)).toContain('1 differing region, 600 pixels, 3 % of the compared area.')
  expect(await sharp(measured.picture).metadata()).toMatchObject({ format: 'png', height: 216 })
})

it('keeps apart what is far apart, and lists the largest first', async () => {
  const spot = async (size: number) => flat(size, size, '#000').png().toBuffer()
  const before = await flat(300, 300, '#fff').png().toBuffer()
  const after = await flat(300, 300, '#fff')
    .composite([
      { input: await spot(10), left: 10, top: 10 },
      { input: await spot(40), left: 200, top: 200 },
    ])
    .png()
    .toBuffer()
  expect((await diff(before, after)).regions.map(({ width }) => width)).toEqual([42, 12])
})

it('compares pictures of two pixel densities, and says so', async () => {
  const large = await drawing(800, 600).png().toBuffer()
  const small = await sharp(large).resize(400, 300).png().toBuffer()
  const measured = await diff(small, large)
  expect(measured).toMatchObject({ resized: { which: 'actual', factor: 0.5 }, regions: [] })
  expect(reportDiff(measured)).toContain("the actual picture was resized by 0.50 to the other's pixel density")
})

it('compares what two sizes have in common, and says so', async () => {
  const measured = await diff(await drawing(400, 300).png().toBuffer(), await drawing(400, 320).png().toBuffer())
  expect(measured.common).toEqual({ width: 400, height: 300 })
  expect(reportDiff(measured)).toContain('Sizes differ: expected 400 × 300 px, actual 400 × 320 px')
})

it('refuses pictures that are too large to compare', async () => {
  const huge = await flat(9000, 9000, '#fff').png().toBuffer()
  await expect(diff(huge, huge)).rejects.toMatchObject({ code: 'too_large' })
})

describe.skipIf(!hasChromium)('on pages rendered by Chromium (skipped without /usr/bin/chromium)', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(async () => browser[Symbol.asyncDispose]())

  it.each(uiPairs)('finds $name', async ({ before, after, changed }) => {
    const shot = { width: 900, height: 600 }
    const { regions } = await diff(await browser.shoot(before, shot), await browser.shoot(after, shot))
    expect(regions).toHaveLength(1)
    expect(regions[0] && overlapOf(regions[0], changed)).toBeGreaterThan(0.8)
  })

  it.each(redrawnStyles)('finds nothing on a page drawn $name', async ({ style }) => {
    const inside = pageAsItIs.replace('</style>', `${style}</style>`)
    const { regions } = await diff(
      await browser.shoot(pageAsItIs, { width: 900, height: 600 }),
      await browser.shoot(inside, { width: 900, height: 600 }),
    )
    expect(regions).toEqual([])
  })

  it('finds a changed digit', async () => {
    const shots = await Promise.all(
      ['1,284', '1,289'].map((count) =>
        browser.shoot(page('').replace('1,284', count), { width: 900, height: 600, scale: 2 }),
      ),
    )
    const { regions } = await diff(shots[0] ?? Buffer.alloc(0), shots[1] ?? Buffer.alloc(0))
    expect(regions).toHaveLength(1)
    expect(regions[0]?.width).toBeLessThan(40)
  })
})
