import { ToolError } from '@sensorium/kit'
import { cutTo } from '../answer.ts'
import type { Call } from '../call.ts'
import type { Eyes } from '../eyes.ts'
import { noOcr } from '../keyless.ts'
import type { LoadedBytes } from '../sources/load.ts'
import type { DocumentWish, Parsed } from './parse.ts'

/** Reads the picture of a document with OCR. */
export async function readImage(eyes: Eyes, loaded: LoadedBytes, wish: DocumentWish, call: Call): Promise<Parsed> {
  const read = await eyes.ocr(loaded, call.signal)
  if (read === undefined)
    throw new ToolError('unavailable', `${loaded.label} is a picture, and there is nothing to read it with.`, {
      hint: noOcr,
    })
  return {
    markdown: read.text === '' ? '(no text found)' : cutTo(read.text, wish.characters),
    notes: [`Read here by ${read.engine} with ${read.confidence} % confidence: ${loaded.label}.`],
  }
}
