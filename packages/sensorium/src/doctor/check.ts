import type { Place } from '../place.ts'

/** ok; warn: works, but not as well as it could; missing: an optional part is not there; broken: must be mended. */
export const states = ['ok', 'warn', 'missing', 'broken'] as const
export type State = (typeof states)[number]

export interface Finding {
  readonly state: State
  readonly detail: string
  /** The one line that mends it. */
  readonly fix?: string
}

/** One thing that is looked at; it should give up when `signal` aborts. */
export interface Check {
  readonly name: string
  readonly run: (context: CheckContext) => Promise<Finding>
}

export interface CheckContext {
  readonly place: Place
  readonly signal: AbortSignal
}

/** What a group needs to know to list its checks. */
export interface GroupContext {
  readonly place: Place
  /** Whether keys are tried with their vendors. */
  readonly checkKeys: boolean
}

export interface CheckGroup {
  readonly title: string
  readonly checks: (context: GroupContext) => Promise<readonly Check[]>
}

export function ok(detail: string): Finding {
  return { state: 'ok', detail }
}
