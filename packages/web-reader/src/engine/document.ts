/** What a caller may choose about the written page; the names behind it are CONTRACTS 1. */
export interface WriteOptions {
  /** `text` leaves out every Markdown mark. */
  readonly format: 'markdown' | 'text'
  /** False writes no images at all. */
  readonly images: boolean
  /** False keeps to CommonMark: no pipe tables, strikethrough or task lists. */
  readonly gfm: boolean
  /** True keeps `data:` addresses of images. */
  readonly dataImages: boolean
}

export interface Link {
  readonly text: string
  readonly url: string
}

/** A heading of the content and where it stands. */
export interface Heading {
  readonly level: number
  readonly text: string
  /** Its fragment identifiers in the page, for `#fragment` jumps. */
  readonly ids: readonly string[]
  /** Characters of `content` before it. */
  readonly at: number
}

/** What a page says, whatever its format was; plain data, since it crosses a thread. */
export interface Document {
  readonly title: string
  readonly description?: string | undefined
  readonly published?: string | undefined
  readonly author?: string | undefined
  readonly language?: string | undefined
  /** Markdown or plain text. */
  readonly content: string
  readonly headings: readonly Heading[]
  readonly links: readonly Link[]
  readonly images: readonly Link[]
  /** What a reader should know: parts left out, a guess made. One sentence each. */
  readonly notices: readonly string[]
}
