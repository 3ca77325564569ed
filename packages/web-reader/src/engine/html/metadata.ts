import { attribute, type Element, flatText, textContent, walk } from './tree.ts'

/** What a page says about itself. */
export interface Metadata {
  readonly title: string
  readonly description: string | undefined
  readonly published: string | undefined
  readonly author: string | undefined
  readonly site: string | undefined
  readonly language: string | undefined
  /** `og:type`, e.g. `article`; empty when not told. */
  readonly openGraphType: string
  /** Base of relative links: `<base href>` or the page's own address. */
  readonly base: string
  /** schema.org objects of the page, flattened out of `@graph`. */
  readonly schemas: readonly Readonly<Record<string, unknown>>[]
  /** The types of those objects, and those that its markup declares (`itemtype`), by name. */
  readonly types: ReadonlySet<string>
  readonly itemTypes: ReadonlySet<string>
}

const maxSchemas = 200
const maxItemTypes = 100

export function readMetadata(root: Element, url: string): Metadata {
  const meta = new Map<string, string>()
  const schemas: Record<string, unknown>[] = []
  const itemTypes = new Set<string>()
  let title = ''
  let heading = ''
  let base = url
  let time: string | undefined
  let language: string | undefined
  walk(root, (node) => {
    const itemType = attribute(node, 'itemtype')
    if (itemType !== '' && itemTypes.size < maxItemTypes) itemTypes.add(itemType.slice(itemType.lastIndexOf('/') + 1))
    if (node.name === 'meta') {
      const name = (attribute(node, 'property') || attribute(node, 'name') || attribute(node, 'itemprop')).toLowerCase()
      if (name !== '' && !meta.has(name)) meta.set(name, attribute(node, 'content').replace(/\s+/g, ' ').trim())
    } else if (node.name === 'title' && title === '') title = flatText(node)
    else if (node.name === 'h1' && heading === '') heading = flatText(node)
    else if (node.name === 'html') language = attribute(node, 'lang') || undefined
    else if (node.name === 'base' && base === url) base = URL.parse(attribute(node, 'href'), url)?.href ?? url
    else if (node.name === 'time' && time === undefined) time = attribute(node, 'datetime') || undefined
    else if (node.name === 'script' && /ld\+json/.test(attribute(node, 'type')))
      schemas.push(...readSchemas(textContent(node)).slice(0, maxSchemas))
  })
  const pick = (...keys: string[]): string | undefined =>
    keys.map((key) => meta.get(key)).find((value) => value !== undefined && value !== '')
  const said = (key: string): string | undefined =>
    schemas.map((schema) => schema[key]).find((value): value is string => typeof value === 'string' && value !== '')
  return {
    title: pick('og:title', 'twitter:title') ?? (title || said('headline') || heading),
    description: pick('og:description', 'description', 'twitter:description'),
    published:
      pick('article:published_time', 'datepublished', 'date', 'pubdate', 'dc.date', 'citation_publication_date') ??
      said('datePublished') ??
      time,
    author: pick('author', 'article:author', 'dc.creator') ?? authorOf(schemas),
    site: pick('og:site_name', 'application-name'),
    language,
    openGraphType: pick('og:type') ?? '',
    base,
    schemas,
    types: new Set(schemas.flatMap((schema) => [schema['@type']].flat()).filter((type) => typeof type === 'string')),
    itemTypes,
  }
}

function authorOf(schemas: readonly Readonly<Record<string, unknown>>[]): string | undefined {
  for (const { author } of schemas) {
    const first: unknown = Array.isArray(author) ? author[0] : author
    if (typeof first === 'string') return first
    if (typeof first === 'object' && first !== null && 'name' in first && typeof first.name === 'string')
      return first.name
  }
  return undefined
}

function readSchemas(json: string): Record<string, unknown>[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(json.replace(/^\s*(<!\[CDATA\[|\/\*.*?\*\/)/, '').replace(/\]\]>\s*$/, ''))
  } catch {
    return []
  }
  return (Array.isArray(parsed) ? parsed : [parsed]).filter(isRecord).flatMap((one) => {
    const graph = one['@graph']
    return Array.isArray(graph) ? [one, ...graph.filter(isRecord)] : [one]
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
