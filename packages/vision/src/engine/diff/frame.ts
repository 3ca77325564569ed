import { ToolError } from '@sensorium/kit'
import { decoder } from '../prepare/decoder.ts'
import { type Facts, readFacts, undecodable } from '../prepare/facts.ts'
import type { LoadedBytes } from '../sources/load.ts'

/** A decoded picture: upright, sRGB, laid on white; four bytes a pixel, rows from the top. */
export interface Frame {
  readonly width: number
  readonly height: number
  readonly data: Buffer
}

/** Pixels that are compared at most; two such frames are held at once. */
const largest = 40_000_000

/** Header facts of a picture to be compared, within the bound of what is compared. */
export async function comparable(loaded: LoadedBytes): Promise<Facts> {
  const facts = await readFacts(loaded)
  if (facts.width * facts.height <= largest) return facts
  throw new ToolError(
    'too_large',
    `${loaded.label} has ${facts.width} × ${facts.height} pixels; up to ${largest / 1e6} million are compared.`,
    {
      hint: 'Compare parts of the pictures.',
    },
  )
}

/** Decodes the first page of a picture, resized to the given size. */
export async function decodeFrame(loaded: LoadedBytes, width: number, height: number): Promise<Frame> {
  try {
    const picture = (await decoder(loaded.data)).autoOrient().toColourspace('srgb').flatten({ background: '#ffffff' })
    const { data, info } = await picture
      .resize(width, height, { fit: 'fill' })
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, data }
  } catch (cause) {
    throw undecodable(loaded.label, cause)
  }
}
