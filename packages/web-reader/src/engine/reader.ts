import type { Document, WriteOptions } from './document.ts'
import type { Picture } from './picture.ts'

/** One reading of one page, as the tool asks for it. */
export interface ReadRequest {
  readonly url: string
  readonly options: WriteOptions
  /** Which lists are wanted at the end; a vendor gathers them only when asked. */
  readonly summaries: { readonly images: boolean; readonly links: boolean }
  /** The caller's own key of a vendor; never logged, used with Z.AI only. */
  readonly vendorKey?: string | undefined
  /** True reads anew, past every cache. */
  readonly noCache: boolean
  /** Milliseconds for everything. */
  readonly timeoutMs: number
}

/** A page that was read. */
export interface Page extends Document {
  /** The address after redirects. */
  readonly url: string
  /** Which engine read it, e.g. `own`. */
  readonly engine: string
  /** True when its scripts were run. */
  readonly rendered: boolean
  /** The image itself, where one was read and images are wanted. */
  readonly picture?: Picture | undefined
  /** What arrived: `html`, `markdown`, `pdf` … */
  readonly format: string
  /** True when it came from a cache. */
  readonly cached: boolean
}

/** Something that reads pages: our own engine or a vendor's. */
export interface Reader {
  readonly name: string
  /** @throws ReadError when this reader cannot read the page; the signal's reason when cancelled */
  readonly read: (request: ReadRequest, signal: AbortSignal) => Promise<Page>
}

export type ReadErrorKind =
  | 'invalid_url'
  /** Our own rules refuse the address: a private host, or robots.txt where it is obeyed. */
  | 'not_allowed'
  /** The site refuses. */
  | 'blocked'
  | 'not_found'
  | 'unauthorized'
  | 'rate_limited'
  | 'timeout'
  | 'too_large'
  | 'unsupported'
  | 'unavailable'

export interface ReadErrorOptions {
  /** What to do instead, as one sentence. */
  readonly hint?: string
  readonly retryAfterMs?: number
  readonly cause?: unknown
}

/** Why a page was not read; the message is fit for a model. */
export class ReadError extends Error {
  readonly kind: ReadErrorKind
  readonly hint: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(kind: ReadErrorKind, message: string, options: ReadErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'ReadError'
    this.kind = kind
    this.hint = options.hint
    this.retryAfterMs = options.retryAfterMs
  }
}
