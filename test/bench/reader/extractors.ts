import { gfm } from '@joplin/turndown-plugin-gfm'
import { Readability } from '@mozilla/readability'
import { extract } from '@sensorium/web-reader/html'
import { Defuddle } from 'defuddle/node'
import { parseHTML } from 'linkedom'
import { htmlToMarkdown } from 'mdream'
import TurndownService from 'turndown'

/** HTML and its address to Markdown, as a user of the library would do it. */
export type Extractor = (html: string, url: string) => string | Promise<string>

const turndown = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced' })
turndown.use(gfm)

function based(html: string, url: string) {
  const { document } = parseHTML(html)
  Object.defineProperty(document, 'baseURI', { value: url, configurable: true })
  Object.defineProperty(document, 'documentURI', { value: url, configurable: true })
  return document
}

const container = 'article, main, [role=main], [itemprop=articleBody]'

export const extractors: Readonly<Record<string, Extractor>> = {
  ours: (html, url) => extract(html, url, { format: 'markdown', images: true, gfm: true, dataImages: false }).content,
  defuddle: async (html, url) => {
    const { document } = parseHTML(html)
    const { content } = await Defuddle(document, url, { useAsync: false })
    return turndown.turndown(content)
  },
  readability: (html, url) => {
    const article = new Readability(based(html, url)).parse()
    return turndown.turndown(article?.content ?? '')
  },
  semantic: (html, url) => {
    const document = based(html, url)
    const root = document.querySelector(container) ?? document.body
    for (const node of root.querySelectorAll('script,style,nav,footer,aside,noscript,svg')) node.remove()
    return turndown.turndown(root.innerHTML)
  },
  mdream: (html, url) => htmlToMarkdown(html, { origin: url, minimal: true }),
}
