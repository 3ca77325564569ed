import type { Network } from '@sensorium/provider'

/** What the keyless engine can ask. */
export type SourceName =
  | 'wikipedia'
  | 'stackexchange'
  | 'mdn'
  | 'github-repositories'
  | 'github-issues'
  | 'npm'
  | 'crates'
  | 'pypi'
  | 'arxiv'
  | 'hackernews'

/** The services behind them, and where each is unless configured otherwise. */
export const services = {
  wikipedia: 'https://{lang}.wikipedia.org',
  stackexchange: 'https://api.stackexchange.com/2.3',
  mdn: 'https://developer.mozilla.org',
  github: 'https://api.github.com',
  npm: 'https://registry.npmjs.org',
  crates: 'https://crates.io',
  pypi: 'https://pypi.org',
  arxiv: 'https://export.arxiv.org',
  hackernews: 'https://hn.algolia.com',
} as const
export type ServiceName = keyof typeof services

/** What every source is made from. */
export interface SourceOptions {
  readonly baseUrl: string
  readonly network: Network
  /** Says who calls and how to reach them: Wikipedia and crates.io refuse callers that do not. */
  readonly userAgent: string
}
