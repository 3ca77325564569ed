import type { IncomingMessage } from 'node:http'
import { parseError, transportError } from './reply.ts'

const discardFactor = 4

export type BodyResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400 | 413 | 415; readonly code: number; readonly message: string }

/**
 * Reads a JSON body within `limit` bytes. The time it may take is the server's `requestTimeout`.
 * Never throws for what a client sends; a client that goes away mid-body reads as malformed.
 */
export async function readJsonBody(request: IncomingMessage, limit: number): Promise<BodyResult> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    return {
      ok: false,
      status: 415,
      code: transportError,
      message: 'Unsupported Media Type: Content-Type must be application/json',
    }
  }
  const tooLarge = {
    ok: false,
    status: 413,
    code: transportError,
    message: `Payload Too Large: at most ${limit} bytes`,
  } as const
  // A client hears a refusal only after it has sent what it had to say, so a little more is read and thrown away.
  if (Number(request.headers['content-length'] ?? 0) > limit * discardFactor) return tooLarge
  const bytes = await collect(request, limit)
  if (bytes === 'too large') return tooLarge
  if (bytes === 'cut') return malformed
  try {
    return { ok: true, value: JSON.parse(bytes.toString('utf8')) }
  } catch {
    return malformed
  }
}

const malformed = {
  ok: false,
  status: 400,
  code: parseError,
  message: 'Parse error: the body is not valid JSON',
} as const

/** The bytes of a body, by events: an async iterator costs several times as much for the few bytes of a call. */
function collect(request: IncomingMessage, limit: number): Promise<Buffer | 'too large' | 'cut'> {
  const { promise, resolve } = Promise.withResolvers<Buffer | 'too large' | 'cut'>()
  const chunks: Buffer[] = []
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > limit) chunks.length = 0
    else chunks.push(chunk)
    if (size > limit * discardFactor) {
      request.pause()
      resolve('too large')
    }
  })
  request.once('end', () => resolve(size > limit ? 'too large' : Buffer.concat(chunks)))
  request.once('error', () => resolve('cut'))
  request.once('close', () => resolve('cut'))
  return promise
}
