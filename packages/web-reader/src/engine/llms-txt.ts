import type { Fetcher } from '@sensorium/net'

/** Bytes and milliseconds an index of a site may cost: it is a hint, not what was asked for. */
const limits = { bytes: 1024 * 1024, totalMs: 5000, redirects: 3 }

/** Where a site may keep an llms.txt that concerns this page: beside the first folder of its path, then at the root. */
export function llmsTxtAddresses(page: URL): URL[] {
  const [, folder = ''] = page.pathname.split('/')
  const root = new URL('/llms.txt', page)
  return folder === '' || !page.pathname.startsWith(`/${folder}/`)
    ? [root]
    : [new URL(`/${folder}/llms.txt`, page), root]
}

/** An llms.txt is Markdown that begins with a heading; sites answer any address with a page. */
function isIndex(status: number, contentType: string, bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart()
  return status === 200 && !/html/i.test(contentType) && head.startsWith('# ')
}

/** Finds a site's index for models; undefined when it has none or does not answer in time. */
async function findLlmsTxt(fetcher: Fetcher, page: URL): Promise<URL | undefined> {
  for (const address of llmsTxtAddresses(page)) {
    try {
      const { status, headers, bytes, url } = await fetcher.get(address, { limits })
      if (isIndex(status, headers['content-type'] ?? '', bytes)) return url
    } catch {
      // Refused, too slow or closed: a hint that is not to be had.
    }
  }
  return undefined
}

/** Hosts, parts of a path and generators that tell documentation. */
const docsAddress =
  /^(?:docs?|developers?|api|learn|reference|manual)\.|\/(?:docs?|documentation|reference|api|guides?|manual|handbook|learn|tutorials?)(?:\/|$)/i
const docsGenerator =
  /<meta\b[^>]{0,200}\bgenerator\b[^>]{0,200}\b(?:docusaurus|sphinx|mkdocs|vitepress|starlight|mintlify|gitbook|nextra|antora|mdbook|docfx)\b/i

/** A site's start or a page of documentation: where an index of the other pages is of use. */
export function isDocumentation({ host, pathname }: URL, html: string): boolean {
  return pathname === '/' || docsAddress.test(host + pathname) || docsGenerator.test(html.slice(0, 20_000))
}

export interface SiteIndexes {
  /**
   * The index of the page's site as far as is known: a site that was not asked is asked now, beside the reading and
   * never waited for, so the hint may first stand at the site's next page.
   */
  readonly near: (page: URL) => { readonly known: URL | undefined }
}

/** Sites remembered, and for how long what was found holds, in milliseconds. */
const mostSites = 500
const holdsMs = 3_600_000

interface Site {
  known: URL | undefined
  readonly until: number
}

/** Looks for the indexes of sites past the fetcher's own guard and manners, once an hour each. */
export function createSiteIndexes(fetcher: Fetcher): SiteIndexes {
  const sites = new Map<string, Site>()
  return {
    near: (page) => {
      const key = llmsTxtAddresses(page).join(' ')
      const remembered = sites.get(key)
      if (remembered !== undefined && remembered.until > Date.now()) return remembered
      const site: Site = { known: undefined, until: Date.now() + holdsMs }
      sites.delete(key)
      sites.set(key, site)
      for (const [oldest] of sites) if (sites.size > mostSites) sites.delete(oldest)
      // Never fails; the fetcher ends what is under way when it is closed.
      void findLlmsTxt(fetcher, page).then((found) => {
        site.known = found
      })
      return site
    },
  }
}
