/** Names of the engines, in the order in which they are asked unless configured otherwise. */
export const engineNames = ['zai', 'bigmodel', 'searxng', 'brave', 'tavily', 'exa', 'open'] as const
export type EngineName = (typeof engineNames)[number]

export const recencies = ['oneDay', 'oneWeek', 'oneMonth', 'oneYear', 'noLimit'] as const
export type Recency = (typeof recencies)[number]

/** What an engine may be unable to narrow a search by; the domain can always be checked here. */
export type Filter = 'recency' | 'location'

/** A search as every engine gets it (CONTRACTS 1), already made harmless. */
export interface SearchQuery {
  /** One line without control characters, at most 400 characters. */
  readonly text: string
  /** 1–50. */
  readonly count: number
  /** A host name; its subdomains count. */
  readonly domain?: string
  readonly recency: Recency
  readonly location?: 'cn' | 'us'
  readonly contentSize: 'medium' | 'high'
}

export interface SearchResult {
  readonly title: string
  /** http or https. */
  readonly link: string
  /** Plain text. */
  readonly content: string
  /** Name of the site. */
  readonly media: string
  /** Address of the site's icon, or empty. */
  readonly icon: string
  /** `YYYY-MM-DD`, or empty where the engine does not say. */
  readonly published: string
  /** Who gave it, where an engine asks several sources. */
  readonly sources?: readonly string[]
  /** Author and licence, where showing them is a condition of use. */
  readonly credit?: string
}

export interface EngineAnswer {
  readonly results: readonly SearchResult[]
  /** Filters of the query that the engine cannot apply, or not surely. */
  readonly unfiltered: readonly Filter[]
  /** What the reader should know: a shortened query, a source that failed, entries that could not be read. */
  readonly notes: readonly string[]
  /** True when something that was asked did not answer: the same search may find more the next moment. */
  readonly partial?: boolean
}

export interface SearchOptions {
  readonly signal: AbortSignal
  /** Milliseconds until the answer must be there; an engine fails with a `timeout` rather than exceed it. */
  readonly timeoutMs: number
}

/** One way of searching. Throws ProviderErrors only. */
export interface Engine {
  /** Said in results and errors. */
  readonly name: string
  readonly search: (query: SearchQuery, options: SearchOptions) => Promise<EngineAnswer>
}
