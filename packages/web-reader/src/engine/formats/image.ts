import { FormatError, type FormatParser } from './format.ts'
import { escapeHtml } from './xml.ts'

/** EXIF that says something about the picture; the place it was taken at is told too, since it is in the file. */
const exifFields = [
  'Make',
  'Model',
  'DateTimeOriginal',
  'ExposureTime',
  'FNumber',
  'ISO',
  'FocalLength',
  'Software',
  'ImageDescription',
  'Artist',
  'Copyright',
] as const
const maxValueChars = 200

async function exifFacts(bytes: Uint8Array): Promise<[string, string][]> {
  const { default: exifr } = await import('exifr')
  const tags: unknown = await exifr.parse(bytes, { pick: [...exifFields], gps: true }).catch(() => undefined)
  if (typeof tags !== 'object' || tags === null) return []
  const facts = Object.entries(tags).flatMap(([name, value]): [string, string][] => {
    if (value instanceof Date) return [[name, value.toISOString()]]
    return typeof value === 'string' || typeof value === 'number' ? [[name, String(value).slice(0, maxValueChars)]] : []
  })
  return facts.slice(0, 30)
}

/** The words of an SVG: its title, description and texts. */
function svgFacts(bytes: Uint8Array): [string, string][] {
  const text = new TextDecoder().decode(bytes.subarray(0, 1_000_000))
  const words = Array.from(text.matchAll(/<(?:title|desc|text|tspan)\b[^>]*>([^<]{1,300})/g), ([, word = '']) =>
    word.trim(),
  )
  const shown = words
    .filter((word) => word !== '')
    .slice(0, 100)
    .join(' · ')
  return shown === '' ? [] : [['Text', shown]]
}

/** An image's facts as a table: type, size in pixels and bytes, EXIF. The picture itself is handed on by the caller. */
export const parseImage: FormatParser = async ({ bytes, contentType, url }) => {
  const { imageDimensionsFromData } = await import('image-dimensions')
  const size = imageDimensionsFromData(bytes)
  const svg =
    /svg/.test(contentType) || /^\s*(?:<\?xml|<!--|<svg)/.test(new TextDecoder().decode(bytes.subarray(0, 100)))
  if (size === undefined && !svg)
    throw new FormatError('unsupported', 'The image is damaged or of a type that is not read.')
  const facts: [string, string][] = [
    ['Type', size?.type ?? 'svg'],
    ...(size === undefined ? [] : [['Pixels', `${size.width} × ${size.height}`] as [string, string]]),
    ['Bytes', bytes.length.toLocaleString('en')],
    ...(svg ? svgFacts(bytes) : await exifFacts(bytes)),
  ]
  const name = decodeURIComponentSafely(new URL(url).pathname.split('/').at(-1) ?? '')
  const items = facts.map(([key, value]) => `<li>${escapeHtml(key)}: ${escapeHtml(value)}</li>`)
  return { title: name, body: { html: `<ul>${items.join('')}</ul>` } }
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
