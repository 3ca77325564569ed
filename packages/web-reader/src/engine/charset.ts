/** How much of a text is looked at to guess its encoding. */
const sampleBytes = 64 * 1024
const metaBytes = 4096
const marks: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

/**
 * Decodes text as browsers do: byte order mark, then the HTTP header, then what the document says of itself; a label
 * that the bytes contradict is not believed, and without one the encoding is guessed from the bytes.
 */
export function decodeText(bytes: Uint8Array, contentType = ''): { readonly text: string; readonly charset: string } {
  const charset = detectCharset(bytes, contentType)
  return { text: new TextDecoder(charset).decode(bytes), charset }
}

function detectCharset(bytes: Uint8Array, contentType: string): string {
  const mark = marks.find(([sign]) => sign.every((byte, at) => bytes[at] === byte))
  if (mark !== undefined) return mark[1]
  const labelled = known(/charset\s*=\s*["']?\s*([^"'\s;]+)/i.exec(contentType)?.[1]) ?? known(declared(bytes))
  const sample = bytes.subarray(0, sampleBytes)
  if (labelled !== undefined && labelled !== 'utf-8') {
    // Pages are often labelled with a legacy encoding and sent as UTF-8; the reverse of a chance match is very rare.
    return labelled.startsWith('utf-16') || !hasHighBytes(sample) || !isValid(sample, 'utf-8') ? labelled : 'utf-8'
  }
  if (labelled === 'utf-8' && invalidShare(sample) < 0.02) return 'utf-8'
  return guess(sample)
}

function known(label: string | undefined): string | undefined {
  if (label === undefined) return undefined
  try {
    const { encoding } = new TextDecoder(label)
    return encoding
  } catch {
    return undefined
  }
}

/** The encoding named by `<meta charset>`, `http-equiv` or an XML declaration (HTML 13.2.3.2). */
function declared(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, metaBytes))
  const label =
    /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]{0,100}encoding=["']([\w-]+)/i.exec(head)?.[1]
  // A page that could be read up to its meta element is not UTF-16, whatever it says.
  return label !== undefined && /^utf-?16/i.test(label) ? 'utf-8' : label
}

function hasHighBytes(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte > 127)
}

/** Decodes strictly; a character cut by the sample's end does not count. */
function isValid(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

function invalidShare(bytes: Uint8Array): number {
  const text = new TextDecoder('utf-8').decode(bytes, { stream: true })
  const invalid = text.split('\ufffd').length - 1
  return text.length === 0 ? 0 : invalid / text.length
}

/** Letters that real text of an encoding's languages is full of; wrong decodings yield rare signs instead. */
const candidates: readonly (readonly [string, RegExp])[] = [
  ['shift_jis', /[\u3041-\u3096\u30a1-\u30fa]/g],
  ['euc-jp', /[\u3041-\u3096\u30a1-\u30fa]/g],
  ['euc-kr', /[\uac00-\ud7a3]/g],
  [
    'gb18030',
    /[的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实]/g,
  ],
  [
    'big5',
    /[的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實]/g,
  ],
  ['windows-1251', /[а-яё]/g],
]

function guess(sample: Uint8Array): string {
  if (!hasHighBytes(sample)) return looksLikeUtf16(sample) ?? 'utf-8'
  if (isValid(sample, 'utf-8')) return 'utf-8'
  const wide = looksLikeUtf16(sample)
  if (wide !== undefined) return wide
  let best = 'windows-1252'
  let bestShare = 0.08
  for (const [encoding, letters] of candidates) {
    if (!isValid(sample, encoding)) continue
    const text = new TextDecoder(encoding).decode(sample)
    const foreign = text.match(/[\u0080-\uffff]/g)?.length ?? 0
    const share = foreign === 0 ? 0 : (text.match(letters)?.length ?? 0) / foreign
    if (share > bestShare) {
      best = encoding
      bestShare = share
    }
  }
  return best
}

/** Western text in UTF-16 without a mark has a zero in every other byte. */
function looksLikeUtf16(sample: Uint8Array): string | undefined {
  const pairs = Math.min(sample.length, 2000) >> 1
  let evenZeros = 0
  let oddZeros = 0
  for (let at = 0; at < pairs; at++) {
    if (sample[2 * at] === 0) evenZeros++
    if (sample[2 * at + 1] === 0) oddZeros++
  }
  if (pairs < 4) return undefined
  if (oddZeros > pairs * 0.4 && evenZeros < pairs * 0.1) return 'utf-16le'
  return evenZeros > pairs * 0.4 && oddZeros < pairs * 0.1 ? 'utf-16be' : undefined
}
