import { parentPort } from 'node:worker_threads'
import { decodeText } from '../charset.ts'
import type { Document, WriteOptions } from '../document.ts'
import { extract } from './extract.ts'

/** One page to read; `bytes` is moved here, not copied. */
export interface Job {
  readonly id: number
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly url: string
  readonly options: WriteOptions
}

export interface Done {
  readonly id: number
  readonly document: Document
}

// A throw ends the thread: the pool reports it to the waiting call and starts another.
parentPort?.on('message', ({ id, bytes, contentType, url, options }: Job) => {
  const document = extract(decodeText(bytes, contentType).text, url, options)
  parentPort?.postMessage({ id, document } satisfies Done)
})
