import type { Word } from './engine.ts'

const wordLevel = '5'

/**
 * Reads tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
 */
export function parseTsv(tsv: string): readonly Word[] {
  return tsv.split('\n').flatMap((row) => {
    const [level, page, block, paragraph, line, , left, top, width, height, confidence, ...rest] = row.split('\t')
    const text = rest.join('\t').trim()
    if (level !== wordLevel || text === '') return []
    return [
      {
        text,
        confidence: Number(confidence),
        left: Number(left),
        top: Number(top),
        width: Number(width),
        height: Number(height),
        line: `${page}.${block}.${paragraph}.${line}`,
      },
    ]
  })
}
