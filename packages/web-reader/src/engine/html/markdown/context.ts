import type { Link, WriteOptions } from '../../document.ts'
import type { Element, Node } from '../tree.ts'
import type { Footnotes } from './footnotes.ts'

/** A heading as it stands in the written text, without its mark. */
export interface WrittenHeading {
  readonly level: number
  readonly line: string
  readonly text: string
  readonly ids: readonly string[]
}

/** What one conversion carries along; the writers call each other through it. */
export interface Context {
  readonly options: WriteOptions
  /** Levels of lists, quotes and notes that are being written. */
  readonly nesting: { level: number }
  /** Elements that hold a block somewhere below: a `span` among them is no inline element. */
  readonly holdsBlocks: ReadonlySet<Element>
  readonly footnotes: Footnotes
  readonly resolve: (href: string) => string | undefined
  /** Blocks of Markdown, to be joined by an empty line. */
  readonly blocks: (nodes: readonly Node[]) => string[]
  /** One line of Markdown (hard breaks apart). */
  readonly inline: (nodes: readonly Node[]) => string
  /** Filled while writing, in the order of the content. */
  readonly links: Link[]
  readonly images: Link[]
  readonly headings: WrittenHeading[]
}

/** Levels that shift their lines; each one copies all it holds, and nobody reads deeper ones. */
const shiftingLevels = 12

/** Writes what a list item, quote or note holds; `shift` is false where it is too deep for its lines to be shifted. */
export function deeper<Inner>(
  context: Context,
  write: () => Inner,
): { readonly inner: Inner; readonly shift: boolean } {
  const shift = context.nesting.level < shiftingLevels
  context.nesting.level++
  const inner = write()
  context.nesting.level--
  return { inner, shift }
}
