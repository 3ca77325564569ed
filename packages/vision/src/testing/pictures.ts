import sharp, { type Sharp } from 'sharp'
import type { LoadedBytes } from '../engine/sources/load.ts'

/** A picture in memory, as the loader would give it. */
export function loaded(data: Buffer, mime = 'image/png', label = 'picture'): LoadedBytes {
  return { kind: 'image', mime, label, size: data.length, data }
}

/** Something drawn by a program: flat areas, sharp edges, text-like strokes. */
export function drawing(width: number, height: number): Sharp {
  const rows = Array.from({ length: Math.ceil(height / 40) }, (_, row) => {
    const words = Array.from({ length: 12 }, (__, word) => {
      const x = 20 + word * Math.floor(width / 13)
      return `<rect x="${x}" y="${row * 40 + 14}" width="${20 + ((row * 7 + word * 13) % 40)}" height="3"/><rect x="${x}" y="${row * 40 + 20}" width="2" height="9"/>`
    })
    return words.join('')
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/><rect width="100%" height="10" fill="#36c"/>${rows.join('')}</svg>`
  return sharp(Buffer.from(svg), { limitInputPixels: false })
}

/** Something like a photo: smooth shapes under the noise of a sensor, which the lens has spread over a few pixels. */
export async function photo(width: number, height: number): Promise<Sharp> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
  const small = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) }
  const grain = await sharp({ create: { ...small, channels: 3, background: '#000', noise } })
    .raw()
    .toBuffer()
  const scene = `<svg xmlns="http://www.w3.org/2000/svg" width="${small.width}" height="${small.height}"><linearGradient id="g"><stop stop-color="#fa6"/><stop offset="1" stop-color="#135"/></linearGradient><rect width="100%" height="100%" fill="url(#g)"/><circle cx="30%" cy="60%" r="20%" fill="#284"/></svg>`
  const taken = await sharp(grain, { raw: { ...small, channels: 3 } })
    .composite([{ input: Buffer.from(scene), blend: 'multiply' }])
    .removeAlpha()
    .raw()
    .toBuffer()
  return sharp(taken, { raw: { ...small, channels: 3 }, limitInputPixels: false }).resize(width, height, {
    fit: 'fill',
    kernel: 'cubic',
  })
}
