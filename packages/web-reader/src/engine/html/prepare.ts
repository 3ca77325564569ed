import { dropFrame } from './boilerplate.ts'
import { dropComments, dropSignatures, isDiscussion } from './discussion.ts'
import { dropDrawnFormulas } from './formulas.ts'
import { dropUnseen, placeStreamedSegments } from './hidden.ts'
import { type Metadata, readMetadata } from './metadata.ts'
import { parseHtml } from './parse.ts'
import { type Post, readPosts } from './posts.ts'
import { labelTabs } from './tabs.ts'
import { type Element, find } from './tree.ts'

/** A page ready to be judged: what nobody sees and what only frames it is gone. */
export interface PreparedPage {
  readonly body: Element
  readonly metadata: Metadata
  /** Who wrote what of it, by the elements of their posts. */
  readonly posts: ReadonlyMap<Element, Post>
  readonly truncated: boolean
}

/** Parses and cleans a page by rules that need no weighing. */
export function prepare(html: string, url: string): PreparedPage {
  const { root, truncated } = parseHtml(html)
  const metadata = readMetadata(root, url)
  placeStreamedSegments(root)
  const posts = readPosts(root)
  dropDrawnFormulas(root)
  labelTabs(root)
  dropUnseen(root)
  const body = find(root, (node) => node.name === 'body') ?? root
  dropFrame(body)
  if (isDiscussion(url, metadata)) dropSignatures(body)
  else dropComments(body)
  return { body, metadata, posts, truncated }
}
