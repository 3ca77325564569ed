import type { Landmark } from './outline.ts'

const chunkLines = 40

/** A run of lines that is ranked by itself. */
export interface Chunk {
  /** Counted from 1. */
  readonly firstLine: number
  readonly lines: readonly string[]
}

/** Cuts code every 40 lines and documents at their headings, long sections again every 40 lines. */
export function chunksOf(lines: readonly string[], headings: readonly Landmark[]): Chunk[] {
  const starts = [0, ...headings.map(({ line }) => line - 1).filter((line) => line > 0)]
  const chunks: Chunk[] = []
  for (const [at, start] of starts.entries()) {
    const end = starts[at + 1] ?? lines.length
    for (let from = start; from < end; from += chunkLines) {
      chunks.push({ firstLine: from + 1, lines: lines.slice(from, Math.min(end, from + chunkLines)) })
    }
  }
  return chunks
}
