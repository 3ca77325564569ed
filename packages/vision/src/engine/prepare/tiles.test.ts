import { expect, it } from 'vitest'
import { limitsOf } from './limits.ts'
import { planTiles } from './tiles.ts'

const glm = limitsOf(['glm-5.3-flash'])
const client = limitsOf([])

it('leaves a picture within the limits alone', () => {
  expect(planTiles(3840, 2160, glm, 16)).toEqual({ scale: 1, tiles: [{ left: 0, top: 0, width: 3840, height: 2160 }] })
})

it.each([
  [1280, 12_000, glm, 16],
  [1280, 9000, client, 8],
  [390, 20_000, client, 8],
  [9000, 700, client, 8],
  [8000, 8000, glm, 16],
  [30_000, 4000, glm, 16],
])('covers %i × %i with legal, overlapping parts at full size', (width, height, limits, budget) => {
  const { scale, tiles } = planTiles(width, height, limits, budget)
  expect(scale).toBe(1)
  expect(tiles.length).toBeGreaterThan(1)
  expect(tiles.length).toBeLessThanOrEqual(budget)
  const [first] = tiles
  for (const tile of tiles) {
    expect(Math.max(tile.width, tile.height)).toBeLessThanOrEqual(limits.longest)
    expect(tile.left + tile.width).toBeLessThanOrEqual(width)
    expect(tile.top + tile.height).toBeLessThanOrEqual(height)
    expect([tile.width, tile.height]).toEqual([first?.width, first?.height])
  }
  expect(Math.max(...tiles.map(({ left, width: w }) => left + w))).toBe(width)
  expect(Math.max(...tiles.map(({ top, height: h }) => top + h))).toBe(height)
  const tops = [...new Set(tiles.map(({ top }) => top))].sort((one, other) => one - other)
  for (const [index, top] of tops.slice(1).entries()) {
    expect((tops[index] ?? 0) + (first?.height ?? 0) - top).toBeGreaterThanOrEqual(100)
  }
})

it('shrinks only what does not fit into the request', () => {
  const { scale, tiles } = planTiles(1200, 60_000, client, 8)
  expect(scale).toBeLessThan(1)
  expect(scale).toBeGreaterThan(0.4)
  expect(tiles.length).toBeLessThanOrEqual(8)
})

it('enlarges what is too small to be legal', () => {
  expect(planTiles(4, 40, limitsOf(['qwen3-vl-plus']), 4)).toMatchObject({
    scale: 2.5,
    tiles: [{ width: 10, height: 100 }],
  })
})

it('keeps the limits of all models at once, whichever answers', () => {
  const both = limitsOf(['glm-4.6v', 'qwen3-vl-plus'])
  expect(both).toMatchObject({ longest: 6000, shortest: 10, imageBytes: 4_999_999, videoBytes: 7_300_000 })
  expect(limitsOf(['glm-4.6v', 'llava']).videoBytes).toBe(0)
})
