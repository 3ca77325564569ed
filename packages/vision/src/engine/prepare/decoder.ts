import type { Sharp, SharpOptions } from 'sharp'
import { pixels } from '../sources/caps.ts'

/** Seconds that decoding and encoding one picture may take. */
const pictureSeconds = 30

const strict: SharpOptions = { limitInputPixels: pixels, sequentialRead: true, failOn: 'error', unlimited: false }

/**
 * Opens a picture for decoding; nothing is decoded yet. Always from memory: given a path, SVG would load the files of its folder.
 */
export async function decoder(bytes: Uint8Array, options: SharpOptions = {}): Promise<Sharp> {
  const { default: sharp } = await import('sharp')
  // Twenty pictures in a row must not leave twenty decoded ones behind.
  sharp.cache(false)
  return sharp(bytes, { ...strict, ...options }).timeout({ seconds: pictureSeconds })
}
