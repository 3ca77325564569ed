import { parentPort } from 'node:worker_threads'
import { decodeText } from '../charset.ts'
import type { Document, WriteOptions } from '../document.ts'
import { type Format, FormatError } from '../formats/format.ts'
import { extract } from './extract.ts'

/** One document to read. */
export interface Job {
  readonly id: number
  readonly format: Format
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly url: string
  readonly options: WriteOptions
}

export type Done =
  | { readonly id: number; readonly document: Document }
  | { readonly id: number; readonly refused: { readonly kind: 'unsupported' | 'too_large'; readonly message: string } }

async function read({ id, format, bytes, contentType, url, options }: Job): Promise<Done> {
  if (format === 'html') {
    const { text } = decodeText(bytes, contentType)
    // Let go at once, not when this call ends: a page is read in a small multiple of its own size.
    if (bytes.buffer instanceof ArrayBuffer) bytes.buffer.transfer(0)
    return { id, document: extract(text, url, options) }
  }
  const { readDocument } = await import('../formats/read.ts')
  try {
    return { id, document: await readDocument(format, { bytes, contentType, url }, options) }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return { id, refused: { kind: error.kind, message: error.message } }
  }
}

async function answer(job: Job): Promise<void> {
  parentPort?.postMessage(await read(job))
}

// Any other throw ends the thread: the pool reports it to the waiting call and starts another.
parentPort?.on('message', (job: Job) => void answer(job))
