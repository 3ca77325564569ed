import { decoder } from './decoder.ts'
import type { Facts } from './facts.ts'

/** What decides how a picture is encoded. */
export interface Nature {
  /** Drawn by a program (screenshot, diagram) rather than taken by a camera: it compresses well without loss, and has text. */
  readonly drawn: boolean
  /** What transparent parts are laid on, so that light content stays visible; undefined when nothing is transparent. */
  readonly ground?: '#ffffff' | '#202020'
}

const sampleSide = 768
/** Luminance steps that compression noise makes between neighbours that were equal. */
const noise = 2
/** Share of equal neighbours: about 0.9 in screenshots, under 0.5 in photos. */
const drawnShare = 0.65

/** Looks at a sample of the pixels of one page. */
export async function natureOf(bytes: Buffer, facts: Facts, page: number): Promise<Nature> {
  const [drawn, ground] = await Promise.all([
    isDrawn(bytes, facts, page),
    facts.alpha ? groundFor(bytes, page) : undefined,
  ])
  return { drawn, ...(ground !== undefined && { ground }) }
}

async function isDrawn(bytes: Buffer, facts: Facts, page: number): Promise<boolean> {
  // The middle of the first square lies inside the stored picture whichever way EXIF turns it.
  const square = Math.min(facts.width, facts.height)
  const side = Math.min(sampleSide, square)
  const start = Math.floor((square - side) / 2)
  const sample = await (await decoder(bytes, { page }))
    .extract({ left: start, top: start, width: side, height: side })
    .flatten()
    .greyscale()
    .raw({ depth: 'uchar' })
    .toBuffer()
  let equal = 1
  for (let at = 1; at < sample.length; at += 1) {
    if (Math.abs((sample[at] ?? 0) - (sample[at - 1] ?? 0)) <= noise) equal += 1
  }
  return equal / sample.length > drawnShare
}

/** The mean colour of what is visible, and how much is: one pixel, since resizing weighs colours by alpha. */
async function groundFor(bytes: Buffer, page: number): Promise<Nature['ground']> {
  const [red = 0, green = 0, blue = 0, alpha = 255] = await (await decoder(bytes, { page }))
    .ensureAlpha()
    .toColourspace('srgb')
    .resize(1, 1, { fit: 'fill' })
    .raw({ depth: 'uchar' })
    .toBuffer()
  if (alpha >= 250) return undefined
  return 0.299 * red + 0.587 * green + 0.114 * blue > 170 ? '#202020' : '#ffffff'
}
