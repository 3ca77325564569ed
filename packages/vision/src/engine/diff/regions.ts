import type { Rect } from '../prepare/tiles.ts'
import type { Cells } from './compare.ts'

/** A connected part of the picture that differs. */
export interface Region extends Rect {
  /** Differing pixels inside. */
  readonly pixels: number
}

/** Cells of one region are at most this far apart: words of a changed line, both ends of a moved element. */
const reach = 2
/** A glyph that changed has more; what is left of other anti-aliasing has fewer. */
const fewestPixels = 8
/** Edges of what differs may be taken for redrawn ones: half the 3 × 3 neighbourhood. */
const margin = 1

/** Joins differing cells to regions, largest first; boxes are tight to the pixel, in pixels of the common area. */
export function findRegions(cells: Cells, width: number, height: number): readonly Region[] {
  const seen = new Uint8Array(cells.count.length)
  const regions: Region[] = []
  for (let cell = 0; cell < cells.count.length; cell += 1) {
    if (seen[cell] === 1 || cells.count[cell] === 0) continue
    const region = grow(cells, cell, seen)
    if (region.pixels >= fewestPixels) regions.push(padded(region, width, height))
  }
  return regions.sort((one, other) => other.width * other.height - one.width * one.height)
}

function grow(cells: Cells, start: number, seen: Uint8Array): Region {
  let [left, top, right, bottom, pixels] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0, 0]
  const open = [start]
  seen[start] = 1
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    pixels += cells.count[cell] ?? 0
    left = Math.min(left, cells.left[cell] ?? left)
    top = Math.min(top, cells.top[cell] ?? top)
    right = Math.max(right, cells.right[cell] ?? right)
    bottom = Math.max(bottom, cells.bottom[cell] ?? bottom)
    const column = cell % cells.columns
    const row = Math.floor(cell / cells.columns)
    for (let y = Math.max(0, row - reach); y <= Math.min(cells.rows - 1, row + reach); y += 1) {
      for (let x = Math.max(0, column - reach); x <= Math.min(cells.columns - 1, column + reach); x += 1) {
        const next = y * cells.columns + x
        if (seen[next] === 1 || cells.count[next] === 0) continue
        seen[next] = 1
        open.push(next)
      }
    }
  }
  return { left, top, width: right - left + 1, height: bottom - top + 1, pixels }
}

function padded(region: Region, width: number, height: number): Region {
  const left = Math.max(0, region.left - margin)
  const top = Math.max(0, region.top - margin)
  return {
    left,
    top,
    width: Math.min(width, region.left + region.width + margin) - left,
    height: Math.min(height, region.top + region.height + margin) - top,
    pixels: region.pixels,
  }
}
