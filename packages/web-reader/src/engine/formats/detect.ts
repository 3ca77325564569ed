import type { Format, Source } from './format.ts'

/** Bytes of the beginning that are looked at. */
const headBytes = 4096

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** Beginnings of files in hexadecimal; AVIF and HEIC name their brand in an `ftyp` box after eight bytes. */
const zipSign = /^504b0304/
const imageSigns =
  /^(?:89504e470d0a1a0a|ffd8ff|47494638(?:37|39)61|52494646.{8}57454250|424d.{8}00000000|49492a00|4d4d002a|00000100|.{8}66747970(?:61766966|61766973|68656963|68656978|6d696631|6d736631))/

/** A document packed as ZIP shows itself by the names in its first files; these are the parts each cannot be without. */
const zipMembers: readonly (readonly [RegExp, Format])[] = [
  [/META-INF\/container\.xml/, 'epub'],
  [/word\/document\.xml/, 'docx'],
  [/xl\/workbook\.xml/, 'xlsx'],
  [/ppt\/presentation\.xml/, 'pptx'],
]

/** Names stand in local headers and once more in the directory at the end. */
function detectZip(bytes: Uint8Array): Format {
  const names = latin1(bytes.subarray(0, 65_536)) + latin1(bytes.subarray(-262_144))
  return zipMembers.find(([sign]) => sign.test(names))?.[1] ?? 'unknown'
}

const htmlStart = /^\s*(?:<!--[\s\S]*?-->\s*)*(?:<\?xml[^>]*\?>\s*)?(?:<!doctype html|<html|<head|<body)/i
const feedStart =
  /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*|<\?[^>]*\?>\s*|<!DOCTYPE[^>]*>\s*)*<(?:rss|feed|rdf:RDF)[\s>]/i
const svgStart = /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/i

/** What a label or, without a telling label, a file name says; asked only after the bytes said nothing. */
const labels: readonly (readonly [type: RegExp, name: RegExp, Format])[] = [
  [/\b(?:html|xhtml\+xml)\b/, /\.x?html?$/, 'html'],
  [/\bmarkdown\b/, /\.(?:md|markdown|mdx)$/, 'markdown'],
  [/\b(?:x-ndjson|jsonl|jsonlines|json-seq)\b/, /\.(?:jsonl|ndjson)$/, 'jsonl'],
  [/\bfeed\+json\b/, /^$/, 'feed'],
  [/[/+]json\b/, /\.(?:json|geojson|webmanifest)$/, 'json'],
  [/\bcsv\b|tab-separated-values/, /\.(?:csv|tsv)$/, 'csv'],
]

/** Control characters, which text does not hold, unless every other byte is zero as in UTF-16. */
function isBinary(bytes: Uint8Array): boolean {
  const controls = bytes.filter((byte) => byte < 0x20 && (byte < 9 || byte > 13) && byte !== 0x1b)
  if (controls.length <= bytes.length * 0.02) return false
  const zerosAt = (odd: number) => bytes.filter((byte, at) => byte === 0 && at % 2 === odd).length
  const [even, odd] = [zerosAt(0), zerosAt(1)]
  const wide = Math.max(even, odd) > bytes.length * 0.2 && Math.min(even, odd) < bytes.length * 0.02
  const marked = /^(?:fffe|feff)/.test(Buffer.from(bytes.subarray(0, 2)).toString('hex'))
  return !wide && !marked
}

function startsAsJson(head: string): boolean {
  return /^\s*(?:\{\s*(?:"|\})|\[\s*(?:[[{"\d\]-]|true|false|null))/.test(head)
}

/**
 * Tells what a response is from its bytes first and its label second: labels lie (PDF as text/html, HTML as text/plain,
 * JSON as text/javascript).
 */
export function detectFormat({ bytes, contentType, url }: Source): Format {
  const start = bytes.subarray(0, headBytes)
  const sign = Buffer.from(bytes.subarray(0, 16)).toString('hex')
  const raw = latin1(start)
  if (zipSign.test(sign)) return detectZip(bytes)
  if (/^[\s\S]{0,1024}%PDF-\d/.test(raw)) return 'pdf'
  if (imageSigns.test(sign)) return 'image'
  const head = raw.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').replaceAll('\0', '')
  if (svgStart.test(head)) return 'image'
  if (feedStart.test(head)) return 'feed'
  if (htmlStart.test(head)) return 'html'
  if (isBinary(start)) return 'unknown'

  const type = contentType.toLowerCase()
  const byLabel = labels.find(([label]) => label.test(type))?.[2]
  if (byLabel !== undefined && (byLabel !== 'html' || !startsAsJson(head))) return byLabel
  const telling = type !== '' && !/octet-stream|text\/plain/.test(type)
  const name = URL.parse(url)?.pathname.toLowerCase() ?? ''
  const byName = telling ? undefined : labels.find(([, ending]) => ending.test(name))?.[2]
  if (byName !== undefined) return byName
  return startsAsJson(head) && /javascript|octet-stream|^$|html/.test(type) ? 'json' : 'text'
}
