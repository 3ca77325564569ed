import { type Answer, cutTo, fenced } from './answer.ts'
import type { Call } from './call.ts'
import type { Eyes } from './eyes.ts'
import type { Look } from './look.ts'
import type { Prepared } from './prepare/picture.ts'
import type { LoadedBytes } from './sources/load.ts'

/** How to get a model, said wherever one was missing. */
export const noModel =
  'No vision model is configured (set Z_AI_API_KEY, DASHSCOPE_API_KEY, or SENSORIUM_VISION_BASE_URL and SENSORIUM_VISION_MODEL).'

/** How to get OCR, said wherever it was missing. */
export const noOcr = 'No OCR is installed: install tesseract, or the packages tesseract.js and @tesseract.js-data/eng.'

/**
 * Without a model: the prepared picture for a client whose own model sees, with the task that a model would have been
 * given, the facts, and the text that OCR reads for one that does not see.
 */
export async function keylessLook(
  eyes: Eyes,
  wanted: Look,
  loaded: LoadedBytes,
  prepared: Prepared,
  call: Call,
): Promise<Answer> {
  call.progress(0, undefined, 'reading text with OCR')
  const captions = prepared.pictures.map(({ caption }) => caption).filter((caption) => caption !== '')
  const parts = [
    `${noModel} So nobody has looked at this picture yet: it follows as image content, and the task is yours if you can see it.`,
    [
      `Picture: ${prepared.facts}.`,
      ...prepared.notes,
      ...(captions.length > 0 ? [`In order: ${captions.join('; ')}.`] : []),
    ].join(' '),
    `Task:\n${wanted.task}\n\nRequest: ${wanted.prompt}`,
    await ocrParagraph(eyes, loaded, call),
  ]
  return { text: parts.join('\n\n'), pictures: prepared.pictures }
}

async function ocrParagraph(eyes: Eyes, loaded: LoadedBytes, call: Call): Promise<string> {
  try {
    const read = await eyes.ocr(loaded, call.signal)
    if (read === undefined) return noOcr
    if (read.text === '') return `${read.engine} found no text on it.`
    return `Text on it, read by ${read.engine} with ${read.confidence} % confidence:\n${fenced(cutTo(read.text, call.caller.resultChars / 2))}`
  } catch (error) {
    call.signal.throwIfAborted()
    return `OCR failed: ${error instanceof Error ? error.message : 'unknown reason'}`
  }
}
