/**
 * True when a PNG or JPEG ends where its format says it ends. What is cut off cannot be decoded; what goes on is a second
 * file inside the first (a polyglot, a motion photo) that nobody meant to send.
 */
export function endsCleanly(bytes: Buffer, mime: string): boolean {
  if (mime === 'image/png') return endOfPng(bytes) === bytes.length
  if (mime === 'image/jpeg') return endOfJpeg(bytes) === bytes.length
  return false
}

/** Chunks are length, type, data, checksum (PNG specification, 5.3). */
function endOfPng(bytes: Buffer): number | undefined {
  for (let at = 8; at + 12 <= bytes.length; ) {
    const type = bytes.toString('latin1', at + 4, at + 8)
    at += 12 + bytes.readUInt32BE(at)
    if (type === 'IEND') return at
  }
  return undefined
}

/** Marker segments, and after a start of scan entropy-coded data up to the next marker (ITU T.81, B.1). */
function endOfJpeg(bytes: Buffer): number | undefined {
  for (let at = 2; at + 2 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xd9) return at + 2
    if (marker === 0xff) at += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2
    else {
      if (at + 4 > bytes.length) return undefined
      at += 2 + bytes.readUInt16BE(at + 2)
      if (marker === 0xda) at = nextMarker(bytes, at)
    }
  }
  return undefined
}

function nextMarker(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}
