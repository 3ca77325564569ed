import type { Document, WriteOptions } from '../document.ts'
import { keepMainContent } from './blocks/classify.ts'
import { collectAfter } from './collect.ts'
import { declaredArticle } from './declared-article.ts'
import { write } from './markdown/write.ts'
import { headPosts } from './posts.ts'
import { prepare } from './prepare.ts'

/** Reads the main content of an HTML page. Pure; time is linear in the page's length. */
export function extract(html: string, url: string, options: WriteOptions): Document {
  const { body, metadata, posts, truncated } = prepare(html, url)
  keepMainContent(body, url, metadata)
  headPosts(body, posts)
  collectAfter(html.length)
  const { title, description, published, author, language, base, schemas } = metadata
  const article = declaredArticle(body, schemas)
  const { text, links, images, headings } = write(article ?? body, base, options)
  const notices = [
    ...(truncated ? ['The page has more elements than are read; its end is missing.'] : []),
    ...(article === undefined
      ? []
      : ['The page shows little itself; this is the article it carries for search engines.']),
  ]
  return { title, description, published, author, language, content: text, headings, links, images, notices }
}
