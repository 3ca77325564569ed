import type PQueue from 'p-queue'
import type { LoadedBytes } from '../sources/load.ts'
import { mainColours } from './colours.ts'
import { compareFrames } from './compare.ts'
import { comparable, decodeFrame } from './frame.ts'
import { paintDiff } from './paint.ts'
import { findRegions, type Region } from './regions.ts'

export interface ChangedRegion extends Region {
  readonly expectedColours: readonly string[]
  readonly actualColours: readonly string[]
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** What was measured; coordinates are pixels of the compared frames. */
export interface Diff {
  readonly expected: Size
  readonly actual: Size
  /** Size of the area that was compared. */
  readonly common: Size
  /** Set when one picture has another pixel density and was resized: which, and by how much. */
  readonly resized?: { readonly which: 'expected' | 'actual'; readonly factor: number }
  /** Largest first. */
  readonly regions: readonly ChangedRegion[]
  /** Pixels in the regions, and those that differ only as a redrawn edge does. */
  readonly different: number
  readonly redrawn: number
  /** Both pictures beside each other with the regions outlined and numbered; absent when nothing differs. */
  readonly picture?: Buffer
}

/** Steps of a channel that say nothing: rounding of colour conversion, or lossy compression and resampling. */
const exactTolerance = 3
const lossyTolerance = 24

/** Measures how two pictures differ; `queue` bounds how many pairs are decoded at once. */
export async function diffPictures(
  expected: LoadedBytes,
  actual: LoadedBytes,
  queue: PQueue,
  signal: AbortSignal,
): Promise<Diff> {
  const [one, other] = await Promise.all([comparable(expected), comparable(actual)])
  const density = densityFactor(one, other)
  return queue.add(
    async () => {
      const sizeOne = density < 1 ? scaled(one, density) : one
      const sizeOther = density > 1 ? scaled(other, 1 / density) : other
      const a = await decodeFrame(expected, sizeOne.width, sizeOne.height)
      const b = await decodeFrame(actual, sizeOther.width, sizeOther.height)
      const exact =
        density === 1 &&
        [one, other].every(({ mime }) => mime !== 'image/jpeg' && mime !== 'image/webp' && mime !== 'image/avif')
      const cells = await compareFrames(a, b, exact ? exactTolerance : lossyTolerance, signal)
      const common = { width: Math.min(a.width, b.width), height: Math.min(a.height, b.height) }
      const regions = findRegions(cells, common.width, common.height)
      const picture = regions.length > 0 ? await paintDiff(a, b, regions) : undefined
      return {
        expected: { width: one.width, height: one.height },
        actual: { width: other.width, height: other.height },
        common,
        ...(density < 1 && { resized: { which: 'expected' as const, factor: density } }),
        ...(density > 1 && { resized: { which: 'actual' as const, factor: 1 / density } }),
        regions: regions.map((region) => ({
          ...region,
          expectedColours: mainColours(a, region),
          actualColours: mainColours(b, region),
        })),
        different: regions.reduce((sum, region) => sum + region.pixels, 0),
        redrawn: cells.redrawn,
        ...(picture !== undefined && { picture }),
      }
    },
    { signal },
  )
}

/** Actual over expected size when both have the same proportions and one is a multiple of the other; otherwise 1. */
function densityFactor(expected: Size, actual: Size): number {
  const across = actual.width / expected.width
  const down = actual.height / expected.height
  const known = [2, 3, 1.5, 1.25].flatMap((factor) => [factor, 1 / factor])
  const same = (one: number, two: number) => Math.abs(one / two - 1) < 0.005
  return known.find((factor) => same(across, factor) && same(down, factor)) ?? 1
}

function scaled({ width, height }: Size, factor: number): Size {
  return { width: Math.round(width * factor), height: Math.round(height * factor) }
}
