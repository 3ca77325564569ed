import type { SearchQuery } from '../engine.ts'
import type { SourceName } from './source.ts'

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

const text =
  (pattern: RegExp) =>
  (query: SearchQuery): boolean =>
    pattern.test(query.text)

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

const rust = /\b(rust|cargo|crates?|tokio|serde)\b/i
const javascript =
  /\b(npm|pnpm|yarn|node(\.?js)?|javascript|typescript|deno|bun|react|vue|svelte|angular|nextjs|vite)\b|^@[\w-]+\//i
const python = /\b(python3?|pip|pypi|django|flask|pandas|numpy|pytest)\b/i
const packages =
  /\b(packages?|librar(y|ies)|crates?|modules?|sdk|npm|pnpm|yarn|cargo|pip|pypi|dependenc(y|ies)|plugins?|frameworks?)\b|^@[\w-]+\/[\w.-]+$/i
const failure =
  /\b(errors?|exception|traceback|panic(ked)?|segfault|segmentation fault|stack trace|errno|fail(s|ed|ing|ure)?|crash(es|ed|ing)?|cannot|can't|could not|unable to|undefined|not found|no such|denied|refused|deprecated|doesn't work|not working)\b|\w(Error|Exception)\b|\b(E[A-Z]{4,}|TS\d{4}|E\d{4}|0x[0-9A-Fa-f]{8})\b/i
const paper =
  /\b(arxiv|papers?|preprints?|et al|theorem|lemma|conjecture|state[- ]of[- ]the[- ]art|benchmark(ing)? dataset|ablation|transformers?|diffusion models?|language models?|reinforcement learning|neural|gradient descent|attention is all|retrieval[- ]augmented)\b|\b\d{4}\.\d{4,5}\b/i
const web =
  /\b(css|html5?|dom|svg|web ?(api|assembly|gl|gpu|rtc|sockets?|workers?|components?)|javascript|fetch api|service worker|flexbox|css grid|aria|cors|content-security-policy|http (header|status|cookie)s?|[a-z]+\.prototype\.\w+|promise|localstorage|queryselector\w*|addeventlistener)\b|<[a-z][\w-]*>|^:{1,2}[a-z-]+$/i
const code =
  /\b(python3?|rust|golang|go lang|java|kotlin|swift|c\+\+|c#|ruby|php|perl|bash|shell|sql|postgres(ql)?|mysql|sqlite|redis|docker|kubernetes|k8s|linux|git|regex|async|await|mutex|pointer|compiler|api|json|yaml|typescript|javascript|node(\.?js)?|react|django|algorithm)\b|\w+\(\)|\w::\w|=>|\w_\w+|\b[a-z]+[A-Z]\w+/i
const fresh = /\b(news|latest|announce[ds]?|announcement|released?|launch(es|ed)?|today|this (week|month)|20[23]\d)\b/i
const otherScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Greek}\p{Script=Thai}\p{Script=Devanagari}]/u

const rules: readonly Rule[] = [
  { because: 'an error message', holds: text(failure), ask: ['stackexchange', 'github-issues'] },
  { because: 'a paper', holds: text(paper), ask: ['arxiv', 'wikipedia'] },
  { because: 'the web platform', holds: text(web), ask: ['mdn', 'stackexchange'] },
  { because: 'a Rust package', holds: both(packages, rust), ask: ['crates', 'github-repositories'] },
  { because: 'a JavaScript package', holds: both(packages, javascript), ask: ['npm', 'github-repositories'] },
  { because: 'a Python package', holds: both(packages, python), ask: ['pypi', 'github-repositories'] },
  { because: 'a package', holds: text(packages), ask: ['github-repositories', 'npm', 'crates'] },
  { because: 'a name', holds: text(/^[\w@][\w@./-]{1,40}$/), ask: ['wikipedia', 'github-repositories', 'npm'] },
  { because: 'something recent', holds: isFresh, ask: ['hackernews', 'github-repositories'] },
  { because: 'another script than Latin', holds: text(otherScript), ask: ['wikipedia', 'github-repositories'] },
  { because: 'programming', holds: text(code), ask: ['stackexchange', 'github-repositories', 'hackernews'] },
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
  const timeless = query.recency === 'noLimit' || query.recency === 'oneYear'
  return {
    // What has no dates cannot answer a question about the last days.
    sources: sources.filter((name) => timeless || !undated.has(name)).slice(0, most),
    because: holding.length > 0 ? holding.map(({ because }) => because) : ['a general question'],
  }
}

const undated: ReadonlySet<SourceName> = new Set(['wikipedia', 'mdn'])

function both(...patterns: readonly RegExp[]) {
  return (query: SearchQuery): boolean => patterns.every((pattern) => pattern.test(query.text))
}

function isFresh({ text: words, recency }: SearchQuery): boolean {
  return fresh.test(words) || (recency !== 'noLimit' && recency !== 'oneYear')
}
