import type { SearchQuery } from '../engine.ts'
import type { SourceName } from './source.ts'
import { vocabulary } from './vocabulary.ts'

/** Why which sources are asked: read top to bottom, every rule that holds adds its sources. */
interface Rule {
  readonly because: string
  readonly holds: (query: SearchQuery) => boolean
  readonly ask: readonly SourceName[]
}

export interface Choice {
  /** Most promising first. */
  readonly sources: readonly SourceName[]
  readonly because: readonly string[]
}

/** Most sources asked for one query: each is a courtesy of somebody. */
const most = 5

/** True when the query speaks of each of these. */
const of =
  (...topics: readonly (keyof typeof vocabulary)[]) =>
  ({ text }: SearchQuery): boolean =>
    topics.every((topic) => vocabulary[topic].some((pattern) => pattern.test(text)))

/** Sites whose own search is one of the sources; a domain filter that names one asks nobody else. */
const sites: readonly [RegExp, readonly SourceName[]][] = [
  [/(^|\.)wikipedia\.org$/, ['wikipedia']],
  [/(^|\.)(stackexchange|stackoverflow|superuser|serverfault|askubuntu)\.com$|^mathoverflow\.net$/, ['stackexchange']],
  [/^github\.com$/, ['github-repositories', 'github-issues']],
  [/^npmjs\.com$/, ['npm']],
  [/^crates\.io$/, ['crates']],
  [/^pypi\.org$/, ['pypi']],
  [/(^|\.)arxiv\.org$/, ['arxiv']],
  [/^developer\.mozilla\.org$/, ['mdn']],
  [/^news\.ycombinator\.com$/, ['hackernews']],
]

const rules: readonly Rule[] = [
  { because: 'an error message', holds: of('failure'), ask: ['stackexchange', 'github-issues', 'hackernews'] },
  { because: 'a paper', holds: of('paper'), ask: ['arxiv', 'wikipedia'] },
  { because: 'the web platform', holds: of('web'), ask: ['mdn', 'stackexchange'] },
  { because: 'a Rust package', holds: of('packages', 'rust'), ask: ['crates', 'github-repositories'] },
  { because: 'a JavaScript package', holds: of('packages', 'javascript'), ask: ['npm', 'github-repositories'] },
  { because: 'a Python package', holds: of('packages', 'python'), ask: ['pypi', 'github-repositories'] },
  { because: 'a package', holds: isOtherPackage, ask: ['github-repositories', 'npm', 'crates'] },
  { because: 'a name', holds: of('name'), ask: ['wikipedia', 'github-repositories', 'npm'] },
  { because: 'something recent', holds: isRecent, ask: ['hackernews', 'github-repositories'] },
  { because: 'another script than Latin', holds: of('otherScript'), ask: ['wikipedia', 'github-repositories'] },
  { because: 'programming', holds: of('programming'), ask: ['stackexchange', 'github-repositories', 'hackernews'] },
]

/** Asked when no rule holds, and to fill up when only one source was found. */
const general: readonly SourceName[] = ['wikipedia', 'hackernews', 'stackexchange']

/** Which sources to ask for a query, by its words, its domain and its recency. */
export function choose(query: SearchQuery): Choice {
  const { domain } = query
  if (domain !== undefined) {
    const site = sites.find(([host]) => host.test(domain))
    // Only Hacker News knows addresses of any site.
    return site === undefined
      ? { sources: ['hackernews'], because: [`only Hacker News knows pages of ${domain}`] }
      : { sources: site[1], because: [`the search of ${domain} itself`] }
  }
  const holding = rules.filter(({ holds }) => holds(query))
  const named = [...new Set(holding.flatMap(({ ask }) => ask))]
  const sources = named.length > 2 ? named : [...new Set([...named, ...general])]
  return {
    // What has no dates cannot answer a question about the last days.
    sources: sources.filter((name) => isTimeless(query) || !undated.has(name)).slice(0, most),
    because: holding.length > 0 ? holding.map(({ because }) => because) : ['a general question'],
  }
}

const undated: ReadonlySet<SourceName> = new Set(['wikipedia', 'mdn'])

function isOtherPackage(query: SearchQuery): boolean {
  return of('packages')(query) && !of('rust')(query) && !of('javascript')(query) && !of('python')(query)
}

function isRecent(query: SearchQuery): boolean {
  return of('recent')(query) || !isTimeless(query)
}

function isTimeless({ recency }: SearchQuery): boolean {
  return recency === 'noLimit' || recency === 'oneYear'
}
