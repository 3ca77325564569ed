import { type Answer, cutTo, fenced, withNotes } from './answer.ts'
import type { Call } from './call.ts'
import type { Eyes } from './eyes.ts'
import { noModel } from './keyless.ts'
import { type Look, look } from './look.ts'

/** Reads the text of a picture: by a model where there is one, else by OCR, else the client gets the picture. */
export async function extractText(eyes: Eyes, wanted: Look, call: Call): Promise<Answer> {
  if (eyes.modelsFor(call.caller).seers.length > 0) return look(eyes, wanted, call)
  const loaded = await eyes.sources.load(wanted.source, ['image'], call)
  call.progress(0, undefined, 'reading text with OCR')
  const read = await eyes.ocr(loaded, call.signal)
  if (read === undefined) return look(eyes, wanted, call)
  const way = `Read by ${read.engine} with ${read.confidence} % confidence, without a model: the request was not considered. ${noModel}`
  if (read.text === '') return { text: `No text was found on ${loaded.label}.\n\n---\n${way}`, pictures: [] }
  return { text: withNotes(fenced(cutTo(read.text, call.caller.resultChars)), [way]), pictures: [] }
}
