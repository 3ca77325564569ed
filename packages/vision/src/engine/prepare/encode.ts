import type { Sharp } from 'sharp'

export interface Encoded {
  readonly bytes: Buffer
  readonly mime: 'image/png' | 'image/jpeg'
  readonly width: number
  readonly height: number
  /** Factor by which it was shrunk to fit the byte limit; 1 when it was not. */
  readonly scale: number
}

type Rung = (picture: Sharp) => Sharp

const png: Rung = (picture) => picture.png({ compressionLevel: 6 })
/** Colour is kept at full resolution, since thin coloured text smears without it. */
const fine: Rung = (picture) => picture.jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
const usual: Rung = (picture) => picture.jpeg({ quality: 85 })
const coarse: Rung = (picture) => picture.jpeg({ quality: 75 })

const rungs = { lossless: [png, fine, usual], fine: [fine, usual, coarse], photo: [usual, coarse] } as const

export type Ladder = keyof typeof rungs

/**
 * Encodes a picture within a byte limit: the best rung of the ladder that fits, and smaller pixels only after the last.
 * @param open Opens the picture anew, ready to be encoded: a pipeline runs once.
 */
export async function encodeWithin(
  open: (scale: number) => Promise<Sharp>,
  ladder: Ladder,
  limit: number,
): Promise<Encoded> {
  let scale = 1
  let size = 0
  for (const rung of rungs[ladder]) {
    const encoded = await run(rung, open, scale)
    if (encoded.bytes.length <= limit) return encoded
    size = encoded.bytes.length
  }
  for (;;) {
    scale *= Math.min(0.9, Math.sqrt(limit / size))
    const encoded = await run(coarse, open, scale)
    if (encoded.bytes.length <= limit) return encoded
    size = encoded.bytes.length
  }
}

async function run(rung: Rung, open: (scale: number) => Promise<Sharp>, scale: number): Promise<Encoded> {
  const { data, info } = await rung(await open(scale)).toBuffer({ resolveWithObject: true })
  return {
    bytes: data,
    mime: info.format === 'png' ? 'image/png' : 'image/jpeg',
    width: info.width,
    height: info.height,
    scale,
  }
}
