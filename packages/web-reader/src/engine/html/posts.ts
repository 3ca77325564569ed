import { attribute, type Element, element, findAll, type Node, textNode } from './tree.ts'

const hasType = (node: Element, types: RegExp): boolean => types.test(attribute(node, 'itemtype'))
const hasWord = (words: string, word: string): boolean => words.includes(word) && words.split(/\s+/).includes(word)
const hasProperty = (node: Element, property: string): boolean => hasWord(attribute(node, 'itemprop'), property)
const hasClass = (node: Element, name: string): boolean => hasWord(attribute(node, 'class'), name)

const answerType = /schema\.org\/Answer$/
const postType = /schema\.org\/(?:Comment|DiscussionForumPosting)$/
/** Class names of one post: vBulletin, Vanilla, SMF; and phpBB's, whose posts have an id besides. */
const postClass = /(?:^|\s)(?:postcontainer|ItemComment|ItemDiscussion|post_wrapper)(?=\s|$)/
const authorClass = /(?:^|\s)(?:username|author-name|bbp-author-name|hnuser)(?=\s|$)/i

/** More posts than this on one page are a list. */
const mostPosts = 1000
const longestFact = 80
/** Characters at the beginning of a post in which its author may be named already. */
const beginning = 200

/** What is known of a post that somebody wrote: an answer to a question, a comment, a turn in a thread. */
export interface Post {
  readonly author: string
  /** Year, month, day; empty when not told. */
  readonly date: string
  /** Only of answers. */
  readonly answer?: { readonly isAccepted: boolean; readonly score: string } | undefined
}

function isAnswer(node: Element): boolean {
  return hasType(node, answerType) || (hasClass(node, 'answer') && attribute(node, 'data-answerid') !== '')
}

function isPost(node: Element): boolean {
  if (node.attributes.length === 0) return false
  if (attribute(node, 'data-author') !== '' || hasType(node, postType) || isAnswer(node)) return true
  return postClass.test(attribute(node, 'class')) || (hasClass(node, 'post') && /^p\d+$/.test(attribute(node, 'id')))
}

/** The beginning of the text below a node, no further looked at than it is long: posts hold posts. */
function beginningOf(node: Node, length: number): string {
  let text = ''
  const collect = (one: Node): void => {
    if (text.length >= length) return
    if (one.type === 'text') text += one.text.replace(/\s+/g, ' ')
    else one.children.forEach(collect)
  }
  collect(node)
  return text.slice(0, length).trim()
}

function factOf(node: Element | undefined): string {
  if (node === undefined) return ''
  const said = attribute(node, 'content') || attribute(node, 'datetime') || attribute(node, 'data-value')
  return said.slice(0, longestFact) || beginningOf(node, longestFact)
}

/** The elements that tell of one post, gathered while the page is walked once. */
interface Telling {
  readonly node: Element
  person?: Element
  name?: Element
  created?: Element
  published?: Element
  anyTime?: Element
  votes?: Element
  byClass?: Element
}

function note(telling: Telling, node: Element, inPerson: boolean): void {
  if (node.attributes.length === 0) return
  // The last person: an answer that was edited names its editor before its author.
  if (hasProperty(node, 'author')) {
    telling.person = node
    delete telling.name
  }
  if (inPerson && (hasProperty(node, 'name') || (node.name === 'a' && telling.name === undefined))) telling.name = node
  if (hasProperty(node, 'dateCreated')) telling.created ??= node
  if (hasProperty(node, 'datePublished')) telling.published ??= node
  if (attribute(node, 'datetime') !== '') telling.anyTime ??= node
  if (hasProperty(node, 'upvoteCount')) telling.votes ??= node
  if (authorClass.test(attribute(node, 'class'))) telling.byClass ??= node
}

function postOf({ node, person, name, created, published, anyTime, votes, byClass }: Telling): Post {
  const date = factOf(created ?? published ?? anyTime).slice(0, 10)
  return {
    author: attribute(node, 'data-author').slice(0, longestFact) || factOf(name ?? person ?? byClass),
    date: /^\d{4}-\d\d-\d\d$/.test(date) ? date : '',
    answer: isAnswer(node)
      ? {
          isAccepted: hasProperty(node, 'acceptedAnswer') || hasClass(node, 'accepted-answer'),
          score: attribute(node, 'data-score') || factOf(votes),
        }
      : undefined,
  }
}

/**
 * Who wrote each post of a page, when, and of answers which was accepted. Read before a page is cleaned, since it stands
 * in what nobody sees or what frames the post. Where pages tell of their posts: schema.org's microdata, Stack Exchange's
 * attributes, and the markup of forum engines. Linear in the size of the page.
 */
export function readPosts(root: Element): ReadonlyMap<Element, Post> {
  const tellings: Telling[] = []
  const visit = (node: Element, within: Telling | undefined, inPerson: boolean): void => {
    const starts = isPost(node)
    const telling: Telling | undefined = starts ? { node } : within
    if (starts && telling !== undefined) tellings.push(telling)
    else if (telling !== undefined) note(telling, node, inPerson)
    const isPerson = (!starts && inPerson) || hasProperty(node, 'author')
    for (const child of node.children) if (child.type === 'element') visit(child, telling, isPerson)
  }
  visit(root, undefined, false)
  return new Map(tellings.length > mostPosts ? [] : tellings.map((one) => [one.node, postOf(one)]))
}

/** Puts over each post that is left of the page who wrote it, where it does not say so itself. */
export function headPosts(root: Element, posts: ReadonlyMap<Element, Post>): void {
  if (posts.size === 0) return
  for (const node of findAll(root, (one) => posts.has(one))) {
    const post = posts.get(node)
    const head = post?.answer !== undefined ? answerHead(post) : post && byline(post, node)
    if (head === undefined) continue
    head.parent = node
    node.children.unshift(head)
  }
}

function answerHead({ author, date, answer }: Post): Element {
  const score = answer?.score ?? ''
  const facts = [
    ...(answer?.isAccepted === true ? ['accepted'] : []),
    ...(/^-?\d[\d,.k]*$/i.test(score) ? [`score ${score}`] : []),
    ...(author === '' ? [] : [`by ${author}`]),
    ...(date === '' ? [] : [date]),
  ]
  return element('h3', [], [textNode(facts.length === 0 ? 'Answer' : `Answer (${facts.join(', ')})`)])
}

function byline({ author, date }: Post, node: Element): Element | undefined {
  const text = beginningOf(node, beginning)
  if (author === '' || text === '' || text.includes(author)) return undefined
  const name = element('strong', [], [textNode(author)])
  return element('p', [], [name, textNode(date === '' ? ':' : `, ${date}:`)])
}
