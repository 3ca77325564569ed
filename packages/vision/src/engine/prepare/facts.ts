import { ToolError } from '@sensorium/kit'
import type { Metadata } from 'sharp'
import { pixels } from '../sources/caps.ts'
import type { LoadedBytes } from '../sources/load.ts'
import { decoder } from './decoder.ts'

/** What a picture's header says; sizes are those shown, after EXIF orientation. */
export interface Facts {
  readonly mime: string
  readonly bytes: number
  readonly width: number
  readonly height: number
  /** Frames of an animation or pages of a document; 1 for a plain picture. */
  readonly pages: number
  /** Milliseconds that each frame of an animation is shown. */
  readonly delays: readonly number[]
  readonly space: string
  readonly depth: string
  readonly alpha: boolean
  /** Carries EXIF: orientation, and what nobody meant to send, such as the place. */
  readonly exif: boolean
}

/**
 * Reads a picture's header; no pixel is decoded.
 * @throws ToolError `too_large` for pixel bombs, `invalid_input` for what cannot be read.
 */
export async function readFacts(loaded: LoadedBytes): Promise<Facts> {
  const meta = await header(loaded)
  const turned = (meta.orientation ?? 1) >= 5
  const height = meta.pageHeight ?? meta.height
  const facts = {
    mime: loaded.mime,
    bytes: loaded.size,
    width: turned ? height : meta.width,
    height: turned ? meta.width : height,
    pages: meta.pages ?? 1,
    delays: meta.delay ?? [],
    space: meta.space ?? 'srgb',
    depth: meta.depth ?? 'uchar',
    alpha: meta.hasAlpha ?? false,
    exif: meta.exif !== undefined || (meta.orientation ?? 1) !== 1,
  }
  if (facts.width * facts.height > pixels) {
    throw new ToolError(
      'too_large',
      `${loaded.label} has ${facts.width} × ${facts.height} pixels; at most ${pixels / 1e6} million are decoded.`,
      {
        hint: 'Give a smaller picture or a part of it.',
      },
    )
  }
  return facts
}

async function header(loaded: LoadedBytes): Promise<Metadata> {
  try {
    // The limit is checked here, so that its error can name both numbers.
    return await (await decoder(loaded.data, { limitInputPixels: false })).metadata()
  } catch (cause) {
    throw undecodable(loaded.label, cause)
  }
}

/** The sentence for a picture that the decoder refused. */
export function undecodable(label: string, cause: unknown): unknown {
  if (ToolError.isInstance(cause) || !(cause instanceof Error)) return cause
  if (/timeout/i.test(cause.message)) return new ToolError('too_large', `${label} takes too long to decode.`, { cause })
  if (/pixel limit|dimension|too large|exceeds/i.test(cause.message)) {
    return new ToolError('too_large', `${label} claims more pixels than are decoded.`, { cause })
  }
  return new ToolError('invalid_input', `${label} cannot be decoded: it is damaged or cut off.`, {
    hint: 'Save or transfer the picture again.',
    cause,
  })
}

/** One line for people and models. */
export function describeFacts(facts: Facts): string {
  const size =
    facts.bytes < 1e6 ? `${Math.max(1, Math.round(facts.bytes / 1e3))} kB` : `${(facts.bytes / 1e6).toFixed(1)} MB`
  return [
    `${facts.width} × ${facts.height} px`,
    facts.mime.replace('image/', '').replace('svg+xml', 'svg').toUpperCase(),
    size,
    facts.pages > 1 ? `${facts.pages} ${facts.delays.length > 0 ? 'frames' : 'pages'}` : undefined,
    facts.space === 'srgb' ? undefined : facts.space,
    facts.depth === 'uchar' ? undefined : facts.depth,
    facts.alpha ? 'with alpha' : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(', ')
}
