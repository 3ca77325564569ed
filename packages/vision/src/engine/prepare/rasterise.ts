import type { LoadedBytes } from '../sources/load.ts'
import { decoder } from './decoder.ts'
import { type Facts, undecodable } from './facts.ts'

/** Long side that a drawing without a size of its own is rendered to, so that its labels are read. */
const renderedSide = 1600
const defaultDensity = 72
/** The decoder's own bound. */
const highestDensity = 2400

/**
 * Renders an SVG to PNG. Scripts do not run, and neither files nor addresses it refers to are opened, since it is
 * given from memory; the caller has checked its size.
 */
export async function rasterise(loaded: LoadedBytes, facts: Facts): Promise<LoadedBytes> {
  const scale = Math.max(1, renderedSide / Math.max(facts.width, facts.height))
  const density = Math.min(highestDensity, defaultDensity * scale)
  try {
    const data = await (await decoder(loaded.data, { density })).png({ compressionLevel: 3 }).toBuffer()
    return { ...loaded, mime: 'image/png', data, size: data.length }
  } catch (cause) {
    throw undecodable(loaded.label, cause)
  }
}
