import type { Logger } from '@sensorium/kit'
import type { RemoteAddress } from '../locate/address.ts'
import type { Entry } from '../store/cache.ts'

/** One commit of one repository, ready to be read from the cache. */
export interface Snapshot {
  /** How the repository is named in answers and next calls. */
  readonly name: string
  readonly entry: Entry
  readonly commit: string
  /** What was asked for: a branch, a tag, a commit id, or HEAD. */
  readonly ref: string
  /** Milliseconds since 1970. */
  readonly committedAt: number
  /** When the host last confirmed that `ref` is this commit. */
  readonly checkedAt: number
  /** Why the data may be old, as a sentence. */
  readonly stale?: string
  /** Absent for local repositories: nothing more can be fetched. */
  readonly origin?: { readonly address: RemoteAddress; readonly url: string }
}

export type Progress = (message: string) => void

export interface OpenOptions {
  readonly ref?: string | undefined
  /** True when the caller is on this machine. */
  readonly local: boolean
  readonly signal: AbortSignal
  readonly progress: Progress
  readonly log: Logger
}
