/** Something that a forge keeps beside the code. */
export interface Discussion {
  readonly kind: 'issue' | 'pull request' | 'release' | 'contributor'
  readonly title: string
  readonly url: string
  /** `open`, `closed`, `merged`; absent where it has no meaning. */
  readonly state?: string
  /** Day of the last change. */
  readonly date?: string
  /** Beginning of its text. */
  readonly text?: string
}

/** What of a forge a query calls for. */
export interface DiscussionQuery {
  readonly query: string
  readonly wantsReleases: boolean
  readonly wantsPeople: boolean
}

/** One forge's REST API for one repository. */
export interface Forge {
  readonly discussions: (query: DiscussionQuery, signal: AbortSignal) => Promise<Discussion[]>
}

/** A JSON answer of the forge, or a failure in words. */
export type ReadJson = (path: string, signal: AbortSignal) => Promise<unknown>

const textLimit = 300

/** The parts of a forge's record that differ little between forges; what is missing stays out. */
export function excerpt(text: string | null | undefined): { readonly text?: string } {
  const plain = (text ?? '').replace(/\s+/g, ' ').trim()
  if (plain === '') return {}
  return { text: plain.length > textLimit ? `${plain.slice(0, textLimit)}…` : plain }
}

export function dayOf(time: string | null | undefined): { readonly date?: string } {
  return time === null || time === undefined ? {} : { date: time.slice(0, 10) }
}
