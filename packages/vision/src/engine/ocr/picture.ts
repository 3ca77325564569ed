import type { Sharp } from 'sharp'
import { decoder } from '../prepare/decoder.ts'
import type { Facts } from '../prepare/facts.ts'

/** Side, in pixels, of the blocks whose median stands for the ground behind the text. */
const block = 8
/** Blocks of the median's window: it must be larger than the letters are dense. */
const window = 9

/**
 * Prepares a page for OCR: upright, grey, and as the difference from its local ground, so that dark text on light and light
 * text on dark, in whatever mixture, are both black on white.
 * @param enlarge 2 for small text: letters of less than about 15 px are read badly.
 * @returns PNG
 */
export async function ocrPicture(bytes: Buffer, facts: Facts, page: number, enlarge: 1 | 2): Promise<Buffer> {
  const { width, height } = facts
  const blocks = { width: Math.ceil((width * enlarge) / block), height: Math.ceil((height * enlarge) / block) }
  const upright = (await decoder(bytes, { page })).autoOrient().flatten({ background: '#ffffff' }).greyscale()
  const grey = await greyBytes(upright)
  const sampled = await greyBytes(
    (await greyPicture(grey, facts)).resize({ ...blocks, fit: 'fill', kernel: 'nearest' }),
  )
  const median = await greyBytes((await greyPicture(sampled, blocks)).median(window))
  const ground = await greyBytes(
    (await greyPicture(median, blocks)).resize(width, height, { fit: 'fill', kernel: 'nearest' }),
  )
  const overlay = { input: ground, raw: { width, height, channels: 1 as const }, blend: 'difference' as const }
  const ink = await greyBytes((await greyPicture(grey, facts)).composite([overlay]))
  const flat = (await greyPicture(ink, facts)).normalise().negate({ alpha: false })
  if (enlarge > 1) flat.resize(width * enlarge, height * enlarge, { fit: 'fill', kernel: 'cubic' })
  // OCR engines guess sizes from the density and warn of unlikely ones.
  return flat.toColourspace('b-w').withMetadata({ density: 150 }).png({ compressionLevel: 1 }).toBuffer()
}

function greyPicture(bytes: Buffer, { width, height }: { width: number; height: number }): Promise<Sharp> {
  return decoder(bytes, { raw: { width, height, channels: 1 } })
}

/** One byte a pixel. */
function greyBytes(picture: Sharp): Promise<Buffer> {
  return picture.toColourspace('b-w').raw({ depth: 'uchar' }).toBuffer()
}
