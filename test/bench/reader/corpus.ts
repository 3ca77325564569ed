import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'

/** One page with what people marked as its main content. */
export interface Case {
  readonly id: string
  readonly kind: string
  readonly url: string
  readonly truth: string
  /** Phrases of the frame around the content that must be absent, and phrases of the content that must be there. */
  readonly without: readonly string[]
  readonly wanted: readonly string[]
  readonly html: () => string
}

const unzip = (file: string): string => gunzipSync(readFileSync(file)).toString('utf8')

/** WCXB (Murrough-Foley/web-content-extraction-benchmark): both splits, seven kinds of page. */
function wcxb(root: string): Case[] {
  return ['dev', 'test'].flatMap((split) => {
    const folder = path.join(root, split, 'ground-truth')
    return readdirSync(folder)
      .sort()
      .map((file) => {
        const id = path.basename(file, '.json')
        const {
          url,
          ground_truth: marked,
          _internal: about,
        } = JSON.parse(readFileSync(path.join(folder, file), 'utf8'))
        const kind = about?.page_type?.primary ?? 'article'
        return {
          id: `wcxb-${split}-${id}`,
          kind: kind === 'category' ? 'collection' : kind,
          url,
          truth: marked.main_content ?? '',
          wanted: marked.with ?? [],
          without: marked.without ?? [],
          html: () => unzip(path.join(root, split, 'html', `${id}.html.gz`)),
        }
      })
  })
}

/** AEB (scrapinghub/article-extraction-benchmark): 181 news pages. */
function aeb(root: string): Case[] {
  const truth: Record<string, { articleBody?: string; url?: string }> = JSON.parse(
    readFileSync(path.join(root, 'ground-truth.json'), 'utf8'),
  )
  return Object.entries(truth).map(([id, page]) => ({
    id: `aeb-${id}`,
    kind: 'news',
    url: page.url ?? 'https://example.org/',
    truth: page.articleBody ?? '',
    wanted: [],
    without: [],
    html: () => unzip(path.join(root, 'html', `${id}.html.gz`)),
  }))
}

/** Every case below the corpus folder: `wcxb/` and `aeb/` are checkouts of the two benchmarks. */
export function loadCorpus(root: string): Case[] {
  const present = new Set(readdirSync(root))
  return [
    ...(present.has('wcxb') ? wcxb(path.join(root, 'wcxb')) : []),
    ...(present.has('aeb') ? aeb(path.join(root, 'aeb')) : []),
  ]
}
