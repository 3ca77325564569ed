import { layoutParsing } from '@sensorium/provider'
import { type Answer, withNotes } from '../answer.ts'
import type { Call } from '../call.ts'
import type { Eyes } from '../eyes.ts'
import { modelFailure } from '../models/failure.ts'
import type { LoadedBytes } from '../sources/load.ts'
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

/** Bytes that layout parsing takes (CONTRACTS 2). */
const layoutBytes = { image: 10_000_000, pdf: 50_000_000 }

/** Turns a PDF or a picture of a document into Markdown: by a vendor's layout parsing where there is one, else here. */
export async function parseDocument(eyes: Eyes, wish: DocumentWish, call: Call): Promise<Answer> {
  call.progress(0, undefined, 'reading the document')
  const loaded = await eyes.sources.load(wish.source, ['pdf', 'image'], call)
  const remote = await parseRemotely(eyes, loaded, wish, call)
  const { markdown, notes } = remote.parsed ?? (await parseHere(eyes, loaded, wish, call))
  return { text: withNotes(markdown, [...remote.notes, ...notes]), pictures: [] }
}

function parseHere(eyes: Eyes, loaded: LoadedBytes, wish: DocumentWish, call: Call): Promise<Parsed> {
  return loaded.kind === 'pdf' ? readPdf(eyes, loaded, wish, call) : readImage(eyes, loaded, wish, call)
}

/** A vendor that fails is named, and the document is parsed here instead. */
async function parseRemotely(
  eyes: Eyes,
  loaded: LoadedBytes,
  wish: DocumentWish,
  call: Call,
): Promise<{ parsed?: Parsed; notes: readonly string[] }> {
  const { layout } = eyes.modelsFor(call.caller)
  const span = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(wish.pages ?? '')
  const legal =
    loaded.kind === 'pdf'
      ? loaded.size <= layoutBytes.pdf && (wish.pages === undefined || span !== null)
      : /png|jpeg/.test(loaded.mime) && loaded.size <= layoutBytes.image
  if (layout === undefined || !legal) return { notes: [] }
  const [, first, last = first] = span ?? []
  call.progress(0, undefined, 'asking for layout parsing')
  try {
    const { value, used } = await layout.run(({ client }) =>
      client.call(
        layoutParsing,
        {
          model: 'glm-ocr',
          file: `data:${loaded.mime};base64,${loaded.data.toString('base64')}`,
          ...(first !== undefined && { start_page_id: Number(first), end_page_id: Number(last) }),
        },
        { signal: call.signal },
      ),
    )
    const left = value.md_results.length - wish.characters
    const cut = left > 0 ? [`Cut: ${left} more characters; ask for fewer pages at a time, or raise max_chars.`] : []
    return {
      parsed: {
        markdown: value.md_results.slice(0, wish.characters),
        notes: [`Parsed by ${used} glm-ocr: ${loaded.label}.`, ...cut],
      },
      notes: [],
    }
  } catch (error) {
    call.signal.throwIfAborted()
    const failure = modelFailure(error)
    return { notes: [`Layout parsing failed (${failure instanceof Error ? failure.message : 'unknown reason'}).`] }
  }
}
