import type { Readable } from 'node:stream'
import { ProviderError } from './errors.ts'
import type { WireResponse } from './exchange.ts'
import { networkError } from './network-error.ts'

const decoders = new Map([
  ['gzip', 'createGunzip'],
  ['x-gzip', 'createGunzip'],
  ['deflate', 'createInflate'],
  ['br', 'createBrotliDecompress'],
] as const)

/** Sent as `accept-encoding`: what `readBody` undoes. */
export const acceptEncoding = 'gzip, br, deflate'

export interface BodyLimits {
  readonly vendor: string
  readonly url: URL
  readonly idleMs: number
  /** Bytes after decompression; more is an error, never a silent cut. */
  readonly maxBytes: number
}

/**
 * The bytes of a body, decompressed, with the idle clock running only while a read waits (so that a slow reader is not
 * taken for a silent server). Ending the iteration early closes the socket. Throws ProviderErrors.
 */
export async function* readBody(response: WireResponse, limits: BodyLimits): AsyncGenerator<Uint8Array, void, void> {
  const { vendor, url, idleMs, maxBytes } = limits
  const stream = decompress(response, vendor)
  const chunks = stream[Symbol.asyncIterator]()
  let size = 0
  try {
    for (;;) {
      const clock = setTimeout(() => response.body.destroy(networkError(vendor, url, 'idle', { ms: idleMs })), idleMs)
      const { value, done } = await chunks.next().finally(() => clearTimeout(clock))
      if (done === true) return
      size += value.length
      if (size > maxBytes) {
        const message = `the answer is larger than ${maxBytes} bytes after decompression`
        throw new ProviderError('malformed', vendor, message, { code: 'too_large', status: response.status })
      }
      yield value
    }
  } catch (error) {
    if (ProviderError.isInstance(error)) throw error
    const message = 'the compressed answer is damaged or cut'
    throw new ProviderError('network', vendor, message, { status: response.status, cause: error })
  } finally {
    stream.destroy()
    response.body.destroy()
  }
}

/** The whole body as text; bytes that are not UTF-8 become U+FFFD. */
export async function readText(response: WireResponse, limits: BodyLimits): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of readBody(response, limits)) text += decoder.decode(chunk, { stream: true })
  return text + decoder.decode()
}

function decompress(response: WireResponse, vendor: string): Readable {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (encoding === 'identity' || encoding === '') return response.body
  const decoder = [...decoders].find(([name]) => name === encoding)?.[1]
  if (decoder === undefined) {
    response.body.destroy()
    throw new ProviderError('malformed', vendor, 'the answer is encoded in a way that was not asked for')
  }
  // Errors reach the reader through the last stream; the callback only keeps them from being unhandled.
  const { pipeline } = process.getBuiltinModule('node:stream')
  return pipeline(response.body, process.getBuiltinModule('node:zlib')[decoder](), () => {})
}
