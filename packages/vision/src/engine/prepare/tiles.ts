import type { Limits } from './limits.ts'

/** A part of a picture, in its pixels. */
export interface Rect {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface Plan {
  /** Factor by which the whole picture is resized before it is cut; 1 keeps every pixel. */
  readonly scale: number
  /** Parts of the resized picture, row by row; one part means that nothing is cut. */
  readonly tiles: readonly Rect[]
}

/** Pixels that neighbouring tiles share, so that no line of text is cut in both. */
const overlap = 128

/** Shortest useful long side of a tile: about a screen. */
const screen = 2048

/**
 * Decides how a picture is cut so that every tile is legal and no text shrinks; only when that takes more tiles
 * than fit into the request is the picture scaled down, as little as needed.
 */
export function planTiles(width: number, height: number, limits: Limits, budget: number): Plan {
  for (let scale = enlarging(width, height, limits); ; scale *= 0.85) {
    const tiles = cut(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)), limits, budget)
    if (tiles !== undefined) return { scale, tiles }
  }
}

function enlarging(width: number, height: number, limits: Limits): number {
  return Math.max(1, limits.shortest / Math.min(width, height))
}

function cut(width: number, height: number, limits: Limits, budget: number): readonly Rect[] | undefined {
  const long = Math.max(width, height)
  const short = Math.min(width, height)
  if (long <= limits.longest && long / short <= limits.ratio) return [{ left: 0, top: 0, width, height }]

  for (
    let side = Math.min(limits.longest, Math.max(screen, Math.ceil(short * 1.5)));
    ;
    side = Math.min(limits.longest, Math.ceil(side * 1.25))
  ) {
    const columns = spans(width, side)
    const rows = spans(height, side)
    if (columns.length * rows.length <= budget) {
      return rows.flatMap(([top, tileHeight]) =>
        columns.map(([left, tileWidth]) => ({ left, top, width: tileWidth, height: tileHeight })),
      )
    }
    if (side === limits.longest) return undefined
  }
}

/** Start and length of the equal, overlapping parts of one side. */
function spans(length: number, side: number): readonly (readonly [start: number, length: number])[] {
  if (length <= side) return [[0, length]]
  const shared = Math.min(overlap, Math.floor(side / 4))
  const count = Math.ceil((length - shared) / (side - shared))
  const part = Math.ceil((length + shared * (count - 1)) / count)
  return Array.from({ length: count }, (_, index) => {
    const start = Math.min(index * (part - shared), length - part)
    return [start, part] as const
  })
}
