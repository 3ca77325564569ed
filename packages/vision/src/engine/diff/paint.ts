import type { Frame } from './frame.ts'
import type { Region } from './regions.ts'

/** Long side of each of the two halves. */
const halfSide = 1200
const gap = 16
/** Regions that get an outline and a number; the report lists as many. */
export const outlined = 20

/**
 * Draws both frames beside each other (above each other when they are wide), faded but for the numbered regions.
 * @returns a PNG
 */
export async function paintDiff(expected: Frame, actual: Frame, regions: readonly Region[]): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  const scale = Math.min(1, halfSide / Math.max(expected.width, expected.height, actual.width, actual.height))
  const halves = await Promise.all([half(expected, regions, scale), half(actual, regions, scale)])
  const [one, other] = halves
  const beside = one.width <= one.height * 1.4
  const left = beside ? one.width + gap : 0
  const top = beside ? 0 : one.height + gap
  return sharp({
    create: {
      width: Math.max(one.width, left + other.width),
      height: Math.max(one.height, top + other.height),
      channels: 3,
      background: '#808080',
    },
  })
    .composite([
      { input: one.data, left: 0, top: 0 },
      { input: other.data, left, top },
    ])
    .png({ compressionLevel: 6 })
    .toBuffer()
}

async function half(frame: Frame, regions: readonly Region[], scale: number) {
  const { default: sharp } = await import('sharp')
  const width = Math.max(1, Math.round(frame.width * scale))
  const height = Math.max(1, Math.round(frame.height * scale))
  const data = await sharp(frame.data, { raw: { width: frame.width, height: frame.height, channels: 4 } })
    .resize(width, height, { fit: 'fill' })
    .composite([{ input: Buffer.from(overlay(width, height, regions.slice(0, outlined), scale)) }])
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer()
  return { width, height, data }
}

/** A veil with a hole, an outline and a number for each region. */
function overlay(width: number, height: number, regions: readonly Region[], scale: number): string {
  const boxes = regions.map((region) => ({
    x: Math.floor(region.left * scale) - 2,
    y: Math.floor(region.top * scale) - 2,
    w: Math.ceil(region.width * scale) + 4,
    h: Math.ceil(region.height * scale) + 4,
  }))
  const holes = boxes.map(({ x, y, w, h }) => `M${x} ${y}h${w}v${h}h${-w}z`).join('')
  const marks = boxes.map(
    ({ x, y, w, h }, index) =>
      `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="none" stroke="#e00000" stroke-width="2"/>` +
      `<text x="${Math.max(2, x)}" y="${Math.max(14, y - 3)}" font-family="sans-serif" font-size="14" font-weight="bold" fill="#e00000" stroke="#fff" stroke-width="3" paint-order="stroke">${index + 1}</text>`,
  )
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<path fill="#fff" fill-opacity=".6" fill-rule="evenodd" d="M0 0h${width}v${height}h${-width}z${holes}"/>${marks.join('')}</svg>`
  )
}
