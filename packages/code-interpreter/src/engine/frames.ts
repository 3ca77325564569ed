/** Bytes a frame from a sandbox may have: pictures and files of one cell, in base64. */
const LIMIT = 32 * 1024 * 1024

/** A message as a frame: big-endian uint32 length, then JSON (the driver's frames.py). */
export function encode(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message))
  const frame = Buffer.allocUnsafe(4 + body.length)
  frame.writeUInt32BE(body.length)
  body.copy(frame, 4)
  return frame
}

/**
 * Collects frames from chunks of a stream. The returned function takes a chunk and gives the messages completed by it;
 * it throws on anything that is no frame, and the stream is then of no further use.
 */
export function decoder(limit = LIMIT): (chunk: Buffer) => unknown[] {
  let chunks: Buffer[] = []
  let held = 0
  const size = () => {
    if (held < 4) return undefined
    if ((chunks[0]?.length ?? 0) < 4) chunks = [Buffer.concat(chunks)]
    const length = chunks[0]?.readUInt32BE() ?? 0
    if (length > limit) throw new RangeError(`a frame of ${length} bytes`)
    return length
  }
  return (chunk) => {
    chunks.push(chunk)
    held += chunk.length
    const messages: unknown[] = []
    for (let length = size(); length !== undefined && held >= 4 + length; length = size()) {
      const all = Buffer.concat(chunks)
      messages.push(JSON.parse(all.toString('utf8', 4, 4 + length)))
      chunks = [all.subarray(4 + length)]
      held -= 4 + length
    }
    return messages
  }
}
