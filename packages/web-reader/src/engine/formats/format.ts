/** What a response is, whatever its label says. `unknown` is binary that nothing here reads. */
export const formats = [
  'html',
  'markdown',
  'text',
  'json',
  'jsonl',
  'csv',
  'feed',
  'pdf',
  'docx',
  'xlsx',
  'pptx',
  'epub',
  'image',
  'unknown',
] as const

export type Format = (typeof formats)[number]

/** What arrived, as it was fetched. */
export interface Source {
  readonly bytes: Uint8Array
  /** The Content-Type header, or the empty string. */
  readonly contentType: string
  readonly url: string
}

/** What a document says. HTML goes through the one writer of Markdown, so that every option holds for every format. */
export interface Parsed {
  readonly title?: string | undefined
  readonly author?: string | undefined
  readonly description?: string | undefined
  readonly published?: string | undefined
  readonly language?: string | undefined
  readonly body: { readonly html: string } | { readonly markdown: string }
  /** Parts left out, guesses made; one sentence each. */
  readonly notices?: readonly string[]
}

/** Reads one format. Pure but for its libraries, which load on first use; meant to run in a thread that can be ended. */
export type FormatParser = (source: Source) => Promise<Parsed>

/** A document that is damaged, locked or beyond what is read; the message is fit for a model. */
export class FormatError extends Error {
  readonly kind: 'unsupported' | 'too_large'

  constructor(kind: FormatError['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'FormatError'
    this.kind = kind
  }
}
