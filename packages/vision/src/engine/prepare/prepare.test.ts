import PQueue from 'p-queue'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { drawing, loaded, photo } from '../../testing/pictures.ts'
import type { LoadedBytes } from '../sources/load.ts'
import { limitsOf } from './limits.ts'
import { prepare } from './prepare.ts'

const glm = limitsOf(['glm-5.3-flash'])
const client = limitsOf([])
const queue = new PQueue({ concurrency: 2 })
const never = new AbortController().signal
const run = (picture: LoadedBytes, limits = glm, budget = limits.images) =>
  prepare(picture, limits, budget, queue, never)
const colourAt = async (bytes: Uint8Array, left: number, top: number) => [
  ...(await sharp(bytes).extract({ left, top, width: 1, height: 1 }).raw().toBuffer()),
]

it('sends a legal PNG, JPEG and opaque RGBA screenshot byte for byte', async () => {
  for (const [mime, bytes] of [
    ['image/png', await drawing(1280, 800).removeAlpha().png().toBuffer()],
    ['image/png', await drawing(3840, 2160).ensureAlpha().png().toBuffer()],
    ['image/png', await drawing(800, 600).png({ palette: true }).toBuffer()],
    ['image/jpeg', await (await photo(1200, 900)).jpeg().toBuffer()],
    ['image/jpeg', await (await photo(600, 400)).jpeg({ progressive: true }).toBuffer()],
  ] as const) {
    const { pictures, notes } = await run(loaded(bytes, mime))
    expect(pictures).toMatchObject([{ mime, caption: '' }])
    expect(pictures[0]?.bytes.equals(bytes)).toBe(true)
    expect(notes).toEqual([])
  }
})

it('turns WebP, AVIF, TIFF and GIF into an encoding that is legal everywhere, without loss for drawings', async () => {
  for (const format of ['webp', 'avif', 'tiff', 'gif'] as const) {
    const bytes = await drawing(640, 400).toFormat(format, { lossless: true }).toBuffer()
    const { pictures } = await run(loaded(bytes, `image/${format}`))
    expect(pictures).toMatchObject([{ mime: 'image/png', width: 640, height: 400 }])
  }
  const taken = await (await photo(640, 400)).webp().toBuffer()
  expect((await run(loaded(taken, 'image/webp'))).pictures).toMatchObject([{ mime: 'image/jpeg' }])
})

it('sends a photo upright and without what its camera wrote', async () => {
  const bytes = await (await photo(900, 600))
    .jpeg()
    .withMetadata({ orientation: 6, exif: { IFD0: { Copyright: 'nobody' }, IFD3: { GPSLatitude: '48/1 51/1 0/1' } } })
    .toBuffer()
  expect((await sharp(bytes).metadata()).exif).toBeDefined()
  const { pictures, facts } = await run(loaded(bytes, 'image/jpeg', 'me.jpg'))
  expect(pictures).toMatchObject([{ width: 600, height: 900 }])
  expect((await sharp(pictures[0]?.bytes).metadata()).exif).toBeUndefined()
  expect(facts).toContain('600 × 900')
})

it('makes a 12 megapixel photo a quarter of its bytes or less', async () => {
  const bytes = await (await photo(4032, 3024))
    .jpeg({ quality: 92 })
    .withExif({ IFD0: { Model: 'camera' } })
    .toBuffer()
  const { pictures, notes } = await run(loaded(bytes, 'image/jpeg'))
  expect(pictures).toMatchObject([{ mime: 'image/jpeg', width: 2048, height: 1536 }])
  expect(pictures[0]?.bytes.length).toBeLessThan(bytes.length / 4)
  expect(notes).toContain('Scaled to 51 %.')
})

it('converts CMYK and 16 bits to 8-bit sRGB', async () => {
  const cmyk = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#cc2200' } })
    .toColourspace('cmyk')
    .jpeg()
    .toBuffer()
  const deep = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#cc2200' } })
    .toColourspace('rgb16')
    .png()
    .toBuffer()
  expect((await sharp(cmyk).metadata()).space).toBe('cmyk')
  expect((await sharp(deep).metadata()).depth).toBe('ushort')
  for (const [bytes, mime] of [
    [cmyk, 'image/jpeg'],
    [deep, 'image/png'],
  ] as const) {
    const { pictures } = await run(loaded(bytes, mime))
    expect(await sharp(pictures[0]?.bytes).metadata()).toMatchObject({ space: 'srgb', depth: 'uchar', channels: 3 })
    const [red = 0, green = 255, blue = 255] = await colourAt(pictures[0]?.bytes ?? Buffer.alloc(0), 40, 30)
    expect([red > 150, green < 90, blue < 90]).toEqual([true, true, true])
  }
})

it('lays transparent pictures on a ground on which they are seen', async () => {
  const icon = (fill: string) =>
    sharp(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><circle cx="100" cy="100" r="60" fill="${fill}"/></svg>`,
      ),
    )
      .png()
      .toBuffer()
  const white = (await run(loaded(await icon('#fff')))).pictures[0]
  const black = (await run(loaded(await icon('#000')))).pictures[0]
  expect(await colourAt(white?.bytes ?? Buffer.alloc(0), 1, 1)).toEqual([32, 32, 32])
  expect(await colourAt(black?.bytes ?? Buffer.alloc(0), 1, 1)).toEqual([255, 255, 255])
})

it('shows evenly spaced frames of an animation and the first pages of a document', async () => {
  const frames = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      sharp({ create: { width: 60, height: 40, channels: 3, background: { r: index * 25, g: 0, b: 0 } } })
        .png()
        .toBuffer(),
    ),
  )
  const animation = await sharp(frames, { join: { animated: true } })
    .gif({ delay: frames.map(() => 100), loop: 0 })
    .toBuffer()
  const moving = await run(loaded(animation, 'image/gif'))
  expect(moving.pictures.map(({ caption }) => caption)).toEqual([
    'frame 1 of 10, at 0.00 s',
    'frame 3 of 10, at 0.20 s',
    'frame 5 of 10, at 0.40 s',
    'frame 6 of 10, at 0.50 s',
    'frame 8 of 10, at 0.70 s',
    'frame 10 of 10, at 0.90 s',
  ])
  expect(moving.notes).toContain('6 of 10 frames are shown.')
  expect((await colourAt(moving.pictures[5]?.bytes ?? Buffer.alloc(0), 5, 5))[0]).toBeGreaterThan(200)

  const document = await sharp(frames, { join: { animated: true } })
    .tiff()
    .toBuffer()
  const paged = await run(loaded(document, 'image/tiff'), glm, 3)
  expect(paged.pictures.map(({ caption }) => caption)).toEqual(['page 1 of 10', 'page 2 of 10', 'page 3 of 10'])
})

it('cuts a tall screenshot into parts that together hold every pixel', async () => {
  const tall = drawing(1000, 9000)
  const bytes = await tall.clone().removeAlpha().png().toBuffer()
  const { pictures, notes } = await run(loaded(bytes), client)
  expect(pictures.length).toBeGreaterThan(2)
  expect(notes).toContain(`Cut into ${pictures.length} overlapping parts.`)
  for (const { caption, bytes: part, mime } of pictures) {
    const [, top = '', bottom = ''] = /y (\d+)–(\d+)$/.exec(caption) ?? []
    const region = { left: 0, top: Number(top), width: 1000, height: Number(bottom) - Number(top) }
    expect(mime).toBe('image/png')
    const wanted = await sharp(bytes).extract(region).raw().toBuffer()
    expect((await sharp(part).raw().toBuffer()).equals(wanted)).toBe(true)
  }
})

it('cuts along the picture as it is shown, not as it is stored', async () => {
  const bytes = await drawing(9000, 1000)
    .removeAlpha()
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toBuffer()
  const { pictures } = await run(loaded(bytes, 'image/jpeg'), client)
  expect(pictures.length).toBeGreaterThan(2)
  for (const { width, height } of pictures) expect([width, height > 1500]).toEqual([1000, true])
})

it('keeps the byte limit, giving up quality before size', async () => {
  const bytes = await (await photo(2000, 1500)).png().toBuffer()
  const { pictures } = await run(loaded(bytes), { ...glm, imageBytes: 300_000 })
  expect(pictures[0]?.bytes.length).toBeLessThanOrEqual(300_000)
  expect((await run(loaded(bytes), { ...glm, imageBytes: 20_000 })).notes.join()).toMatch(/Scaled to \d+ %/)
})

it('renders a small drawing large enough to be read', async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><path d="M2 2h20v20H2z"/></svg>',
  )
  const { pictures } = await run(loaded(svg, 'image/svg+xml'))
  expect(pictures[0]?.width).toBeGreaterThan(700)
})
