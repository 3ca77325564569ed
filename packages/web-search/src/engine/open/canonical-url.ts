/** Parameters that say where a visitor came from, not what they see. */
const tracking =
  /^(?:utm_\w+|gclid|dclid|fbclid|msclkid|yclid|igshid|mc_[ce]id|_hs\w+|ref|ref_src|ref_url|source|spm|share\w*|si)$/i

/** Sites that serve one document at several addresses. */
const sites: readonly { readonly host: RegExp; readonly path: RegExp; readonly to: string }[] = [
  { host: /(^|\.)arxiv\.org$/, path: /^\/(?:abs|pdf|html)\/([^/]+?\/?[^/]+?)(?:v\d+)?(?:\.pdf)?$/, to: '/abs/$1' },
  {
    host: /(?:^|\.)(?:stackoverflow|stackexchange|superuser|serverfault|askubuntu)\.com$|^mathoverflow\.net$/,
    path: /^\/(?:q|questions)\/(\d+)(?:\/.*)?$/,
    to: '/questions/$1',
  },
  { host: /^github\.com$/, path: /^\/([^/]+\/[^/]+?)(?:\.git)?$/, to: '/$1' },
  { host: /^developer\.mozilla\.org$/, path: /^\/docs\/(.+)$/, to: '/en-US/docs/$1' },
  { host: /^npmjs\.com$/, path: /^\/package\/(@[^/]+\/[^/]+|[^@/][^/]*)\/.*$/, to: '/package/$1' },
]

/**
 * A key that is equal for addresses of the same page: without protocol, `www.` and `m.`, default port, fragment,
 * trailing slash, index file and tracking parameters, the rest of them sorted. Not an address to be opened.
 */
export function canonicalUrl(link: string): string {
  const url = URL.parse(link)
  if (url === null) return link
  const host = url.hostname
    .replace(/\.$/, '')
    .replace(/^(?:www|m|mobile)\.(?=.+\.)/, '')
    .replace(/\.m\.(?=wikipedia\.org$)/, '.')
  const port = url.port === '' ? '' : `:${url.port}`
  const plain = decode(url.pathname)
    .replace(/\/(?:index\.(?:html?|php))?$/, '')
    .replace(/\/{2,}/g, '/')
  const site = sites.find((one) => one.host.test(host) && one.path.test(plain))
  const path = site === undefined ? plain : plain.replace(site.path, site.to)
  const params = new URLSearchParams(Array.from(url.searchParams).filter(([name]) => !tracking.test(name)))
  params.sort()
  return `${host}${port}${path}${params.size === 0 ? '' : `?${params.toString()}`}`
}

/** `%7E` and `~` are one; what is not valid percent-encoding stays as it is. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
