import { plainWords } from './frame-names.ts'
import type { Metadata } from './metadata.ts'
import { attribute, closest, type Element, findAll, removeWhere, textLength } from './tree.ts'

const discussionUrl =
  /forum|thread|topic|\/issues?\/|\/pull\/|\/discussions?\/|questions?\/|discuss|\/t\/|\/d\/|viewtopic|ycombinator|lobste\.rs|reddit\.|\/comments\//i
const discussionTypes = ['DiscussionForumPosting', 'QAPage']

const commentNames =
  /^(?:comments?|comments? (?:area|list|section|wrapper|container|block|thread|tree|listing|feed|form|respond)|commentlist|commentlisting|disqus thread|respond|fb comments|wp block comments|d2h comments|post comments|article comments|blog comments)$/
const commentHolders = new Set(['div', 'section', 'aside', 'ol', 'ul', 'li', 'form', 'details', 'footer', 'table'])

/** Whether what people answer each other is the page's content: by its address, or by what it declares itself to be. */
export function isDiscussion(url: string, { types, itemTypes }: Metadata): boolean {
  return discussionUrl.test(url) || discussionTypes.some((type) => types.has(type) || itemTypes.has(type))
}

/** Readers' comments below an article; not for pages of discussion, whose content they are. */
export function dropComments(root: Element): void {
  const isComments = (node: Element): boolean => {
    // Highlighters call a comment in code what it is.
    if (node.attributes.length === 0 || !commentHolders.has(node.name)) return false
    const names = `${attribute(node, 'id')} ${attribute(node, 'class')}`
    if (!/comment|disqus|respond/i.test(names)) return false
    return names.split(/\s+/, 8).some((token) => commentNames.test(plainWords(token)))
  }
  const found = findAll(root, isComments)
  if (found.length === 0) return
  const all = textLength(root)
  const outermost = found.filter((node) => node.parent !== undefined && closest(node.parent, isComments) === undefined)
  const inside = outermost.reduce((sum, node) => sum + textLength(node), 0)
  if (all - inside < 500) return
  removeWhere(root, isComments)
}

const signature = /(?:^|\s)(?:signature|sig)(?=\s|$)/i
const signatureHolders = new Set(['div', 'p', 'aside', 'section', 'footer', 'blockquote', 'td'])
/** A post of one of the forum engines, by the class of what holds it. */
const post = /(?:^|[\s_-])(?:post(?:body|right|_?content|_body)?|message|item-?body|comment|reply|inner)(?=[\s_-]|$)/i

/** What members write under each of their posts; a bare `signature` is a function's in documentation, so its place decides. */
export function dropSignatures(root: Element): void {
  removeWhere(root, (node) => {
    if (!signatureHolders.has(node.name) || !signature.test(attribute(node, 'class'))) return false
    for (let at = node.parent, step = 0; at !== undefined && step < 4; at = at.parent, step++)
      if (post.test(attribute(at, 'class')) || /^(?:post|p|msg)[-_]?\d+$/.test(attribute(at, 'id'))) return true
    return false
  })
}
