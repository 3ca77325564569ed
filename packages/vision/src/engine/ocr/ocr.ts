import { ToolError } from '@sensorium/kit'
import type PQueue from 'p-queue'
import { readFacts, undecodable } from '../prepare/facts.ts'
import type { LoadedBytes } from '../sources/load.ts'
import type { OcrEngine, Word } from './engine.ts'
import { layOut } from './layout.ts'
import { ocrPicture } from './picture.ts'

export interface OcrText {
  /** Lines as they stood; empty when nothing was read. */
  readonly text: string
  /** Mean confidence of the words, 0–100. */
  readonly confidence: number
  /** The engine that read. */
  readonly engine: string
}

/** Reads the text of a picture without any model; undefined when no OCR engine is installed. */
export type Ocr = (loaded: LoadedBytes, signal: AbortSignal) => Promise<OcrText | undefined>

/** Pixels that are read at most: OCR takes seconds per ten million. */
const largest = 40_000_000
/** Median height of words, in pixels, below which the picture is read again enlarged. */
const smallText = 16
const mostPages = 3

/** @param engines Finds the engine to use, once, at the first picture. */
export function createOcr(findEngine: () => Promise<OcrEngine | undefined>, queue: PQueue): Ocr {
  let found: Promise<OcrEngine | undefined> | undefined
  return async (loaded, signal) => {
    found ??= findEngine()
    const engine = await found
    if (engine === undefined) return undefined
    const facts = await readFacts(loaded)
    if (facts.width * facts.height > largest) {
      throw new ToolError(
        'too_large',
        `${loaded.label} has ${facts.width} × ${facts.height} pixels; OCR reads up to ${largest / 1e6} million.`,
        {
          hint: 'Give a part of the picture.',
        },
      )
    }
    return queue.add(
      async () => {
        const texts: string[] = []
        const words: Word[] = []
        for (let page = 0; page < Math.min(facts.pages, facts.delays.length > 0 ? 1 : mostPages); page += 1) {
          const pictureOf = (enlarge: 1 | 2) =>
            ocrPicture(loaded.data, facts, page, enlarge).catch((cause: unknown) => {
              throw undecodable(loaded.label, cause)
            })
          let read = legible(await engine.read(await pictureOf(1), signal))
          if (medianHeight(read) < smallText && facts.width * facts.height * 4 <= largest) {
            read = legible(await engine.read(await pictureOf(2), signal))
          }
          words.push(...read)
          texts.push(layOut(read))
        }
        const confidence = Math.round(meanConfidence(words))
        return { text: texts.join('\n\n').trimEnd(), confidence, engine: engine.name }
      },
      { signal },
    )
  }
}

/** Leaves out lines that are no text: what icons and lines of a drawing are taken for. */
function legible(words: readonly Word[]): readonly Word[] {
  const isText = (line: readonly Word[]) =>
    line.some(({ text }) => /[\p{L}\p{N}]{3}/u.test(text)) || meanConfidence(line) > 80
  return [...Map.groupBy(words, ({ line }) => line).values()].filter(isText).flat()
}

function meanConfidence(words: readonly Word[]): number {
  return words.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, words.length)
}

function medianHeight(words: readonly Word[]): number {
  const heights = words.map(({ height }) => height).sort((one, other) => one - other)
  return heights[Math.floor(heights.length / 2)] ?? 0
}
