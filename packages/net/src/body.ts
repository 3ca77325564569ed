import { addAbortSignal } from 'node:stream'
import { decodersFor, type Stage } from './decode.ts'
import { NetError } from './errors.ts'
import type { Call } from './exchange.ts'
import { startTimer, timedOut } from './timer.ts'
import { type RawResponse, requestError } from './transport.ts'

function tooLarge(url: URL, limit: number): NetError {
  const size = limit < 1_048_576 ? `${Math.ceil(limit / 1024)} KiB` : `${Math.round(limit / 1_048_576)} MiB`
  const message = `The response is larger than the limit of ${size}. Ask for a smaller resource, or raise the limit.`
  return new NetError('too_large', message, { url })
}

/** Passes chunks on until there are more than `limit` bytes of them. */
function capped(limit: number, url: URL, onChunk: () => void = () => {}): Stage {
  return async function* cap(source) {
    let size = 0
    for await (const chunk of source) {
      onChunk()
      size += chunk.length
      if (size > limit) throw tooLarge(url, limit)
      yield chunk
    }
  }
}

/**
 * Gathers chunks in one growing buffer: a list of them would cost a hundred times their bytes when a server sends single
 * ones. It grows and is cut by `transfer`, which leaves nothing behind for a collector that is in no hurry; the result
 * owns its memory, unlike Buffer.concat's, which may be a view of a pool that no worker can be given.
 */
async function gathered(source: AsyncIterable<Buffer>, expected: number): Promise<Uint8Array> {
  let buffer = new ArrayBuffer(Math.max(65_536, expected))
  let size = 0
  for await (const chunk of source) {
    if (size + chunk.length > buffer.byteLength)
      buffer = buffer.transfer(Math.max(2 * buffer.byteLength, size + chunk.length))
    new Uint8Array(buffer).set(chunk, size)
    size += chunk.length
  }
  return new Uint8Array(buffer.transfer(size))
}

function decodeError(cause: unknown, url: URL): unknown {
  const { code = '' } = cause as NodeJS.ErrnoException
  if (!/^(?:Z_|ZSTD_|ERR_)/.test(code)) return requestError(cause, url)
  return new NetError('protocol', `The compressed answer of ${url.host} is damaged or cut off (${code}).`, {
    url,
    cause,
  })
}

/**
 * Reads a response's body: decompressed, capped after decompression, with a limit on every pause and on the whole.
 * @throws NetError
 */
export async function readBody(response: RawResponse, url: URL, { limits, signal }: Call): Promise<Uint8Array> {
  const encoding = response.headers['content-encoding']
  const announced = Number(response.headers['content-length'] ?? 0)
  const { body } = response
  using idle = startTimer(signal, limits.idleMs, () => timedOut(`${url.host} sent no further data`, limits.idleMs, url))
  try {
    const decoders = decodersFor(encoding, url)
    if (decoders.length === 0 && announced > limits.bytes) throw tooLarge(url, limits.bytes)
    // Compression never makes a body much longer: a wire cap ends streams that decode to nothing for ever.
    const wire = capped(limits.bytes + limits.bytes / 64 + 65_536, url, idle.refresh)
    const stages = [wire, ...decoders, capped(limits.bytes, url)]
    const source: AsyncIterable<Buffer> = addAbortSignal(idle.signal, body)
    // What is announced is believed as far as it is allowed: a lie costs no more than a page may.
    const expected = decoders.length === 0 ? Math.min(announced, limits.bytes) : 0
    return await gathered(
      stages.reduce((chunks, stage) => stage(chunks), source),
      Number.isSafeInteger(expected) ? expected : 0,
    )
  } catch (cause) {
    body.on('error', () => {}).destroy()
    idle.signal.throwIfAborted()
    throw decodeError(cause, url)
  }
}
