import type { SearchQuery } from '../engine.ts'
import type { SourceName } from './source.ts'

/** A query, the sources that must be asked (the first of them first), and those that must not. */
export interface ChoiceCase {
  readonly text: string
  readonly domain?: string
  readonly recency?: SearchQuery['recency']
  readonly asks: readonly SourceName[]
  readonly not?: readonly SourceName[]
}

export const choiceCases: readonly ChoiceCase[] = [
  {
    text: "TypeError: Cannot read properties of undefined (reading 'map')",
    asks: ['stackexchange', 'github-issues'],
    not: ['wikipedia', 'arxiv'],
  },
  {
    text: 'error TS2345 argument of type string is not assignable',
    asks: ['stackexchange', 'github-issues'],
    not: ['npm'],
  },
  { text: 'ECONNREFUSED 127.0.0.1:5432', asks: ['stackexchange', 'github-issues'] },
  { text: 'error[E0502]: cannot borrow as mutable', asks: ['stackexchange', 'github-issues'] },
  { text: 'java.lang.NullPointerException at line 42', asks: ['stackexchange'], not: ['arxiv'] },
  { text: 'segmentation fault core dumped', asks: ['stackexchange', 'github-issues'] },
  { text: 'docker build fails with exit code 137', asks: ['stackexchange', 'github-issues'] },
  { text: 'attention is all you need', asks: ['arxiv', 'wikipedia'], not: ['npm'] },
  { text: 'arXiv 1706.03762', asks: ['arxiv'] },
  { text: '2401.00001', asks: ['arxiv'] },
  { text: 'survey of retrieval-augmented generation', asks: ['arxiv', 'wikipedia'] },
  { text: 'diffusion models paper', asks: ['arxiv', 'wikipedia'] },
  { text: 'css grid minmax', asks: ['mdn', 'stackexchange'], not: ['arxiv'] },
  { text: 'Array.prototype.flatMap', asks: ['mdn', 'stackexchange'] },
  { text: '<dialog> element', asks: ['mdn'] },
  { text: ':has', asks: ['mdn'] },
  { text: 'CORS preflight', asks: ['mdn'] },
  { text: 'rust crate for http client', asks: ['crates', 'github-repositories'], not: ['npm', 'pypi'] },
  { text: 'npm package csv parser', asks: ['npm', 'github-repositories'], not: ['crates', 'pypi'] },
  { text: '@modelcontextprotocol/sdk', asks: ['npm', 'github-repositories'], not: ['crates'] },
  { text: 'pip install httpx', asks: ['pypi', 'github-repositories'], not: ['crates', 'npm'] },
  { text: 'markdown parsing library', asks: ['github-repositories', 'npm', 'crates'] },
  { text: 'undici', asks: ['wikipedia', 'github-repositories', 'npm'] },
  { text: 'tree-sitter', asks: ['wikipedia', 'github-repositories', 'npm'] },
  { text: 'OpenAI announcement', asks: ['hackernews'] },
  { text: 'latest Node release', asks: ['hackernews'] },
  { text: 'sqlite wal', recency: 'oneWeek', asks: ['hackernews', 'github-repositories'], not: ['wikipedia', 'mdn'] },
  { text: 'postgres', recency: 'oneDay', asks: ['github-repositories', 'hackernews'], not: ['wikipedia'] },
  { text: 'how to reverse a list in python', asks: ['stackexchange', 'github-repositories'] },
  { text: 'std::sync::Mutex poisoning', asks: ['stackexchange'] },
  { text: 'kubernetes pod eviction', asks: ['stackexchange', 'github-repositories'] },
  { text: 'history of the Roman Empire', asks: ['wikipedia', 'hackernews'], not: ['npm', 'crates', 'arxiv', 'mdn'] },
  { text: 'capital of Mongolia', asks: ['wikipedia'], not: ['npm', 'mdn'] },
  { text: 'the', asks: ['wikipedia'] },
  { text: '机器学习 教程', asks: ['wikipedia'], not: ['mdn', 'crates'] },
  { text: 'как работает сборщик мусора', asks: ['wikipedia'] },
  { text: 'asyncio timeout', domain: 'stackoverflow.com', asks: ['stackexchange'], not: ['wikipedia', 'hackernews'] },
  { text: 'sudo', domain: 'askubuntu.com', asks: ['stackexchange'], not: ['hackernews'] },
  { text: 'web server', domain: 'github.com', asks: ['github-repositories', 'github-issues'], not: ['wikipedia'] },
  { text: 'Berlin', domain: 'de.wikipedia.org', asks: ['wikipedia'], not: ['hackernews'] },
  { text: 'fetch', domain: 'developer.mozilla.org', asks: ['mdn'], not: ['npm'] },
  { text: 'asyncio', domain: 'docs.python.org', asks: ['hackernews'], not: ['wikipedia', 'pypi'] },
  { text: 'x', domain: 'notgithub.com', asks: ['hackernews'], not: ['github-repositories'] },
]
