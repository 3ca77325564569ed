import { type Element, walk } from '../tree.ts'
import type { Block } from './segment.ts'

/** What is known of the page as a whole; the same for all of its blocks. */
export interface PageFacts {
  readonly url: string
  readonly openGraphType: string
  readonly schemaTypes: ReadonlySet<string>
  readonly mainElement: Element | undefined
}

/** True when the page calls itself an article. */
export function claimsArticle({ openGraphType, schemaTypes }: PageFacts): boolean {
  return /article/.test(openGraphType) || [...schemaTypes].some((type) => articleTypes.test(type))
}

const articleTypes = /Article|BlogPosting|Report/

/** What address and declarations say about the kind of page. */
export function pageNumbers(
  blocks: readonly Block[],
  total: number,
  linked: number,
  { url, openGraphType, schemaTypes }: PageFacts,
): number[] {
  const path = URL.parse(url)?.pathname ?? '/'
  const prose = blocks.filter((block) => block.name === 'p').length
  const schema = (pattern: RegExp): number => ([...schemaTypes].some((type) => pattern.test(type)) ? 1 : 0)
  const root = blocks[0]?.parent
  let top = root
  while (top?.parent !== undefined) top = top.parent
  let articles = 0
  if (top !== undefined)
    walk(top, (node) => {
      if (node.name === 'article') articles++
    })
  return [
    Math.log1p(total),
    linked / total,
    blocks.length,
    prose / blocks.length,
    articles,
    /article/.test(openGraphType) ? 1 : 0,
    /product/.test(openGraphType) ? 1 : 0,
    schema(articleTypes),
    schema(/^Product/),
    schema(/Forum|QAPage|Question|Discussion/),
    schema(/ItemList|CollectionPage/),
    path === '/' ? 1 : 0,
    path.split('/').filter((part) => part !== '').length,
    /forum|thread|topic|viewtopic|questions|discuss|\/t\/|\/d\/|community|comments/.test(url) ? 1 : 0,
    /docs?\b|documentation|reference|api|guide|manual|tutorial|wiki|learn|help/.test(url) ? 1 : 0,
    /product|\/p\/|\/dp\/|item|shop|store/.test(url) ? 1 : 0,
    /collections?|category|catalog|\/c\/|search|tag|archive|events|jobs/.test(url) ? 1 : 0,
    /blog|news|article|story|\/20\d\d\//.test(url) ? 1 : 0,
  ]
}
