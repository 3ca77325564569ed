import { dropFrame } from './boilerplate.ts'
import { dropComments, dropSignatures, isDiscussion } from './discussion.ts'
import { dropDrawnFormulas } from './formulas.ts'
import { dropUnseen, placeStreamedSegments } from './hidden.ts'
import { type Metadata, readMetadata } from './metadata.ts'
import { parseHtml } from './parse.ts'
import { labelTabs } from './tabs.ts'
import { type Element, find } from './tree.ts'

/** A page ready to be judged: what nobody sees and what only frames it is gone. */
export interface PreparedPage {
  readonly body: Element
  readonly metadata: Metadata
  readonly truncated: boolean
}

/** Parses and cleans a page by rules that need no weighing. */
export function prepare(html: string, url: string): PreparedPage {
  const { root, truncated } = parseHtml(html)
  const metadata = readMetadata(root, url)
  placeStreamedSegments(root)
  dropDrawnFormulas(root)
  labelTabs(root)
  dropUnseen(root)
  const body = find(root, (node) => node.name === 'body') ?? root
  dropFrame(body)
  if (isDiscussion(url, metadata)) dropSignatures(body)
  else dropComments(body)
  return { body, metadata, truncated }
}
