import type { ChangedRegion, Diff } from './diff.ts'
import { outlined } from './paint.ts'

/** The measurement in words, for people and as ground for a model's answer. */
export function reportDiff(diff: Diff): string {
  const lines = [sizes(diff), verdict(diff)]
  if (diff.regions.length > 0) {
    lines.push(
      '',
      '| # | x, y | size | differing | expected colours | actual colours |',
      '| --- | --- | --- | --- | --- | --- |',
    )
    lines.push(...diff.regions.slice(0, outlined).map(row))
    const rest = diff.regions.length - outlined
    if (rest > 0) lines.push(`| … | ${rest} smaller regions | | | | |`)
  }
  return lines.join('\n')
}

function sizes({ expected, actual, common, resized }: Diff): string {
  const both = `expected ${expected.width} × ${expected.height} px, actual ${actual.width} × ${actual.height} px`
  if (resized !== undefined) {
    return `Sizes: ${both}; the ${resized.which} picture was resized by ${resized.factor.toFixed(2)} to the other's pixel density.`
  }
  if (expected.width === actual.width && expected.height === actual.height)
    return `Sizes: both ${expected.width} × ${expected.height} px.`
  return `Sizes differ: ${both}; compared is the common area of ${common.width} × ${common.height} px from the top left.`
}

function verdict({ regions, different, redrawn, common }: Diff): string {
  const share = ((100 * different) / (common.width * common.height)).toPrecision(2)
  const edges =
    redrawn > 0
      ? ` ${redrawn} more pixels differ only as redrawn edges do (anti-aliasing or a shift of at most 1 px) and are not counted.`
      : ''
  if (regions.length === 0) return `No differing region was found.${edges}`
  return `${regions.length} differing region${regions.length === 1 ? '' : 's'}, ${different} pixels, ${Number(share)} % of the compared area.${edges}`
}

function row(region: ChangedRegion, index: number): string {
  const share = Math.round((100 * region.pixels) / (region.width * region.height))
  const colours = (list: readonly string[]) => list.join(' ') || 'mixed'
  return `| ${index + 1} | ${region.left}, ${region.top} | ${region.width} × ${region.height} | ${share} % | ${colours(region.expectedColours)} | ${colours(region.actualColours)} |`
}
