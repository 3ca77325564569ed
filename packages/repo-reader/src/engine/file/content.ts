export type FileContent =
  | { readonly kind: 'text'; readonly lines: readonly string[]; readonly encoding: string }
  | { readonly kind: 'lfs'; readonly bytes: number; readonly oid: string }
  | { readonly kind: 'binary'; readonly bytes: number; readonly type: string }

/** First bytes of formats that people keep in repositories. */
const signatures: readonly [string, string][] = [
  ['89504e47', 'PNG image'],
  ['ffd8ff', 'JPEG image'],
  ['47494638', 'GIF image'],
  ['25504446', 'PDF document'],
  ['504b0304', 'ZIP archive (also docx, xlsx, jar)'],
  ['1f8b', 'gzip archive'],
  ['7f454c46', 'ELF program'],
  ['4d5a', 'Windows program'],
  ['0061736d', 'WebAssembly module'],
  ['53514c69746520', 'SQLite database'],
  ['52494646', 'RIFF media (WebP, WAV)'],
  ['774f46', 'web font'],
]

/** Tells text from what is not, by content; names lie. */
export function readContent(bytes: Buffer): FileContent {
  const lfs = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\noid sha256:([0-9a-f]{64})\nsize (\d+)/.exec(
    bytes.toString('latin1', 0, 300),
  )
  if (lfs?.[1] !== undefined) return { kind: 'lfs', oid: lfs[1], bytes: Number(lfs[2]) }
  const encoding = encodingOf(bytes)
  if (encoding === undefined) {
    const hex = bytes.toString('hex', 0, 8)
    const type = signatures.find(([start]) => hex.startsWith(start))?.[1] ?? 'unknown format'
    return { kind: 'binary', bytes: bytes.length, type }
  }
  const text = new TextDecoder(encoding).decode(bytes)
  const lines = text.split(/\r\n|\n|\r/)
  if (lines.at(-1) === '') lines.pop()
  return { kind: 'text', lines, encoding }
}

function encodingOf(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes.subarray(0, 8_000).includes(0)) return undefined
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return isGbk(bytes) ? 'gb18030' : 'windows-1252'
  }
}

/** Chinese sources are the legacy encoding met most: in GBK nearly every high byte comes in a pair. */
function isGbk(bytes: Buffer): boolean {
  let pairs = 0
  let high = 0
  for (let at = 0; at < Math.min(bytes.length, 65_536); at += 1) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) continue
    high += 1
    const next = bytes[at + 1] ?? 0
    if (byte >= 0xb0 && byte <= 0xf7 && next >= 0xa1) {
      pairs += 1
      at += 1
    }
  }
  return pairs > 4 && pairs / high > 0.9
}
