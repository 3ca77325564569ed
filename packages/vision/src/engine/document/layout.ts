import { type LayoutParsingRequest, layoutParsing } from '@sensorium/provider'
import type { Call } from '../call.ts'
import type { Eyes } from '../eyes.ts'
import { modelFailure } from '../models/failure.ts'
import type { Limits } from '../prepare/limits.ts'
import { prepare } from '../prepare/prepare.ts'
import type { LoadedBytes } from '../sources/load.ts'
import type { DocumentWish, Parsed } from './parse.ts'

/** What layout parsing takes (CONTRACTS 2): pictures up to 10 MB, PDFs up to 50 MB. */
const pictureLimits: Limits = {
  imageBytes: 9_999_999,
  longest: 12_000,
  shortest: 1,
  ratio: 200,
  images: 1,
  videoBytes: 0,
}
const pdfBytes = 50_000_000

/**
 * Has a document parsed by the vendor, where there is one that parses and takes it. One that fails is named in the notes, and
 * nothing is parsed: the caller then reads the document itself.
 */
export async function parseByLayout(
  eyes: Eyes,
  loaded: LoadedBytes,
  wish: DocumentWish,
  call: Call,
): Promise<Partial<Parsed>> {
  const { layout } = eyes.modelsFor(call.caller)
  if (layout === undefined) return {}
  const request = await requestFor(eyes, loaded, wish, call)
  if (typeof request === 'string') return { notes: [`No layout parsing: ${request}.`] }

  call.progress(0, undefined, 'asking for layout parsing')
  try {
    const parsed = await layout.run(({ client }) => client.call(layoutParsing, request, { signal: call.signal }))
    const text = parsed.value.md_results
    const left = text.length - wish.characters
    const cut = left > 0 ? [`Cut: ${left} more characters; ask for fewer pages at a time, or raise max_chars.`] : []
    return {
      markdown: text.slice(0, wish.characters),
      notes: [`Parsed by ${parsed.used} ${request.model}: ${loaded.label}.`, ...cut],
    }
  } catch (error) {
    call.signal.throwIfAborted()
    const failure = modelFailure(error)
    return { notes: [`Layout parsing failed (${failure instanceof Error ? failure.message : 'unknown reason'}).`] }
  }
}

/** The request, or why there is none. */
async function requestFor(
  eyes: Eyes,
  loaded: LoadedBytes,
  wish: DocumentWish,
  call: Call,
): Promise<LayoutParsingRequest | string> {
  const file = (mime: string, bytes: Buffer) => `data:${mime};base64,${bytes.toString('base64')}`
  if (loaded.kind === 'image') {
    const [picture] = (await prepare(loaded, pictureLimits, 1, eyes.decoding, call.signal)).pictures
    return picture === undefined
      ? 'the picture is empty'
      : { model: 'glm-ocr', file: file(picture.mime, picture.bytes) }
  }
  if (loaded.size > pdfBytes) return `the vendor takes PDFs up to ${pdfBytes / 1e6} MB`
  const document = { model: 'glm-ocr' as const, file: file(loaded.mime, loaded.data) }
  if (wish.pages === undefined) return document
  const [, first, last = first] = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(wish.pages) ?? []
  if (first === undefined) return 'the vendor takes one range of pages'
  return { ...document, start_page_id: Number(first), end_page_id: Number(last) }
}
