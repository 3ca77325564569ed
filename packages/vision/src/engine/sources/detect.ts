import { ToolError } from '@sensorium/kit'

export type MediaKind = 'image' | 'video' | 'pdf'

export interface MediaType {
  readonly kind: MediaKind
  /** By content, whatever the name says. */
  readonly mime: string
}

/** Bytes from the start of a file that are enough to tell its type. */
export const headBytes = 16_384

/** Raster formats of sharp's prebuilt decoder. */
const readable = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'image/avif',
  'image/tiff',
])

/**
 * Tells by content what a file is; its name and claimed type play no part.
 * @param head The first `headBytes` bytes.
 * @throws ToolError `invalid_input` naming what the content is, for everything that is no picture, video or PDF.
 */
export async function detect(head: Uint8Array, label: string): Promise<MediaType> {
  if (head.length === 0) throw refused(`${label} is empty.`)
  const { fileTypeFromBuffer } = await import('file-type')
  const mime = (await fileTypeFromBuffer(head))?.mime
  if (mime !== undefined && readable.has(mime)) return { kind: 'image', mime }
  if (mime === 'application/pdf') return { kind: 'pdf', mime }
  if (mime?.startsWith('video/')) return { kind: 'video', mime }
  if (mime === undefined || mime === 'application/xml') {
    const start = new TextDecoder().decode(head)
    if (looksLikeSvg(start)) return { kind: 'image', mime: 'image/svg+xml' }
    throw refused(
      looksLikeText(start)
        ? `${label} holds text, not a picture.`
        : `${label} is of an unknown type: no picture, video or PDF.`,
    )
  }
  if (mime.startsWith('image/')) {
    throw refused(`${label} is ${mime}, which is not decoded here.`, 'Convert it to PNG or JPEG first.')
  }
  throw refused(`${label} is ${mime}, not a picture, video or PDF.`)
}

/** The first element is `svg`; before it only what XML allows there. */
function looksLikeSvg(start: string): boolean {
  return /^\uFEFF?\s*(?:<\?[^>]*>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE\s+(?:\w+:)?svg\b[^>[]*(?:\[[^\]]*\]\s*)?>\s*)*<(?:\w+:)?svg[\s>/]/i.test(
    start,
  )
}

function looksLikeText(start: string): boolean {
  // A replacement character at the very end is only a character cut in two.
  return !Array.from(start.slice(0, -3), (character) => character.charCodeAt(0)).some(
    (code) => code < 0x08 || (code > 0x0d && code < 0x20) || code === 0xfffd,
  )
}

function refused(
  message: string,
  hint = 'Give a PNG, JPEG, WebP, GIF, AVIF, TIFF or SVG picture, a video or a PDF.',
): ToolError {
  return new ToolError('invalid_input', message, { hint })
}
