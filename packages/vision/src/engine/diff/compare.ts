import { setImmediate as turn } from 'node:timers/promises'
import type { Frame } from './frame.ts'

/** Side of the square cells in which differing pixels are counted. */
export const cellSide = 8

/** Where two frames differ, by cell: the count of differing pixels and the box around them. */
export interface Cells {
  readonly columns: number
  readonly rows: number
  readonly count: Uint8Array
  readonly left: Uint16Array
  readonly top: Uint16Array
  readonly right: Uint16Array
  readonly bottom: Uint16Array
  /** Pixels that differ beyond what redrawing the same edge explains. */
  readonly different: number
  /** Pixels that differ only as a redrawn edge does: anti-aliasing, a shift of up to one pixel. */
  readonly redrawn: number
}

/** Rows compared between two turns of the event loop: a few milliseconds. */
const stripRows = 16

/**
 * Compares the common area of two frames. A pixel differs when its colour in one frame lies outside the range of its
 * 3 × 3 neighbourhood in the other, either way round: edges drawn with other anti-aliasing stay inside, changed content and
 * changed flat colours do not.
 * @param tolerance Steps of a channel (0–255) that decoding or lossy compression may change.
 */
export async function compareFrames(a: Frame, b: Frame, tolerance: number, signal: AbortSignal): Promise<Cells> {
  const width = Math.min(a.width, b.width)
  const height = Math.min(a.height, b.height)
  const columns = Math.ceil(width / cellSide)
  const rows = Math.ceil(height / cellSide)
  const size = columns * rows
  const count = new Uint8Array(size)
  const left = new Uint16Array(size).fill(0xffff)
  const top = new Uint16Array(size).fill(0xffff)
  const right = new Uint16Array(size)
  const bottom = new Uint16Array(size)
  const [wordsA, wordsB] = [words(a), words(b)]
  let different = 0
  let redrawn = 0

  for (let y = 0; y < height; y += 1) {
    if (y % stripRows === 0) {
      await turn()
      signal.throwIfAborted()
    }
    for (let x = 0; x < width; x += 1) {
      if (wordsA[y * a.width + x] === wordsB[y * b.width + x] || !apart(a, b, x, y, tolerance)) continue
      if (!outside(a, b, x, y, tolerance) && !outside(b, a, x, y, tolerance)) {
        redrawn += 1
        continue
      }
      different += 1
      const cell = Math.floor(y / cellSide) * columns + Math.floor(x / cellSide)
      count[cell] = (count[cell] ?? 0) + 1
      left[cell] = Math.min(left[cell] ?? x, x)
      top[cell] = Math.min(top[cell] ?? y, y)
      right[cell] = Math.max(right[cell] ?? x, x)
      bottom[cell] = Math.max(bottom[cell] ?? y, y)
    }
  }
  return { columns, rows, count, left, top, right, bottom, different, redrawn }
}

/** The pixels as whole numbers: most are equal, and told so by one comparison. */
function words({ data }: Frame): Uint32Array {
  const aligned = data.byteOffset % 4 === 0 ? data : Uint8Array.from(data)
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4)
}

function apart(a: Frame, b: Frame, x: number, y: number, tolerance: number): boolean {
  const i = (y * a.width + x) * 4
  const j = (y * b.width + x) * 4
  for (let channel = 0; channel < 3; channel += 1) {
    if (Math.abs((a.data[i + channel] ?? 0) - (b.data[j + channel] ?? 0)) > tolerance) return true
  }
  return false
}

/** Is the pixel of `a` outside the colours that `b` has around the same place? */
function outside(a: Frame, b: Frame, x: number, y: number, tolerance: number): boolean {
  const at = (y * a.width + x) * 4
  const x0 = Math.max(0, x - 1)
  const x1 = Math.min(b.width - 1, x + 1)
  const y1 = Math.min(b.height - 1, y + 1)
  for (let channel = 0; channel < 3; channel += 1) {
    let low = 255
    let high = 0
    for (let row = Math.max(0, y - 1); row <= y1; row += 1) {
      const end = (row * b.width + x1) * 4 + channel
      for (let j = (row * b.width + x0) * 4 + channel; j <= end; j += 4) {
        const value = b.data[j] ?? 0
        if (value < low) low = value
        if (value > high) high = value
      }
    }
    const value = a.data[at + channel] ?? 0
    if (value < low - tolerance || value > high + tolerance) return true
  }
  return false
}
