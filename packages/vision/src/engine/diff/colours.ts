import type { Rect } from '../prepare/tiles.ts'
import type { Frame } from './frame.ts'

/** Pixels looked at per region; larger regions are sampled evenly. */
const sample = 20_000

/** The most frequent colours of a region in each frame, as `#rrggbb`; similar shades count as one. */
export function mainColours(frame: Frame, region: Rect): readonly string[] {
  const step = Math.max(1, Math.ceil(Math.sqrt((region.width * region.height) / sample)))
  const shades = new Map<number, { count: number; colour: number }>()
  let total = 0
  for (let y = region.top; y < region.top + region.height; y += step) {
    for (let x = region.left; x < region.left + region.width; x += step) {
      const at = (y * frame.width + x) * 4
      const colour = ((frame.data[at] ?? 0) << 16) | ((frame.data[at + 1] ?? 0) << 8) | (frame.data[at + 2] ?? 0)
      const shade = colour & 0xf8f8f8
      const entry = shades.get(shade)
      if (entry === undefined) shades.set(shade, { count: 1, colour })
      else entry.count += 1
      total += 1
    }
  }
  return [...shades.values()]
    .sort((one, other) => other.count - one.count)
    .slice(0, 2)
    .filter(({ count }) => count > total * 0.1)
    .map(({ colour }) => `#${colour.toString(16).padStart(6, '0')}`)
}
