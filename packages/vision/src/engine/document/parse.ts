import { type Answer, withNotes } from '../answer.ts'
import type { Call } from '../call.ts'
import type { Eyes } from '../eyes.ts'
import { parseByLayout } from './layout.ts'
import { readImage } from './read-image.ts'
import { readPdf } from './read-pdf.ts'

export interface DocumentWish {
  readonly source: string
  /** Pages of a PDF, e.g. `1-3,8`. */
  readonly pages: string | undefined
  /** Characters of the answer at most. */
  readonly characters: number
}

/** Markdown of a part of a document, and what a reader must know about it. */
export interface Parsed {
  readonly markdown: string
  readonly notes: readonly string[]
}

/** Turns a PDF or a picture of a document into Markdown: by a vendor's layout parsing where there is one, else here. */
export async function parseDocument(eyes: Eyes, wish: DocumentWish, call: Call): Promise<Answer> {
  call.progress(0, undefined, 'reading the document')
  const loaded = await eyes.sources.load(wish.source, ['pdf', 'image'], call)
  const remote = await parseByLayout(eyes, loaded, wish, call)
  if (remote.markdown !== undefined) return { text: withNotes(remote.markdown, remote.notes ?? []), pictures: [] }
  const read = loaded.kind === 'pdf' ? readPdf : readImage
  const { markdown, notes } = await read(eyes, loaded, wish, call)
  return { text: withNotes(markdown, [...(remote.notes ?? []), ...notes]), pictures: [] }
}
