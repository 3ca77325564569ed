import type { Element, Node } from '../tree.ts'

/** What a caller may choose about the written page; the names follow CONTRACTS 1. */
export interface WriteOptions {
  /** `text` leaves out every Markdown mark. */
  readonly format: 'markdown' | 'text'
  /** False writes no images at all. */
  readonly images: boolean
  /** False keeps to CommonMark: no pipe tables, strikethrough or task lists. */
  readonly gfm: boolean
  /** True keeps `data:` URLs of images. */
  readonly dataImages: boolean
}

export interface Link {
  readonly text: string
  readonly url: string
}

/** What one conversion carries along; the writers call each other through it. */
export interface Context {
  readonly options: WriteOptions
  /** Elements that hold a block somewhere below: a `span` among them is no inline element. */
  readonly holdsBlocks: ReadonlySet<Element>
  /** Footnote labels by the id of their element. */
  readonly footnotes: ReadonlyMap<string, string>
  readonly resolve: (href: string) => string | undefined
  /** Blocks of Markdown, to be joined by an empty line. */
  readonly blocks: (nodes: readonly Node[]) => string[]
  /** One line of Markdown (hard breaks apart). */
  readonly inline: (nodes: readonly Node[]) => string
  readonly links: Link[]
  readonly images: Link[]
}
