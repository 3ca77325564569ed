import type { Outcome } from './outcome.ts'

/** One piece of code to run, with everything its run may need. */
export interface Cell {
  readonly code: string
  readonly timeoutMs: number
  /** Characters of text the outcome may hold; the rest is cut inside the sandbox and kept there in files. */
  readonly chars: number
  /** Files written into the session's folder before the code runs. */
  readonly files: readonly { readonly path: string; readonly data: Uint8Array }[]
  /** Files of the session's folder read after the code has run. */
  readonly take: readonly string[]
}

/** A running Python with state. It runs one cell at a time; callers take turns. */
export interface Interpreter {
  /** Never rejects for what the code does; a sandbox that is lost settles as an outcome with `replaced`. */
  readonly run: (cell: Cell, signal: AbortSignal) => Promise<Outcome>
  /** Ends it and all its processes; settles when they are gone. */
  readonly close: () => Promise<void>
  readonly alive: () => boolean
}

export interface OpenOptions {
  /** Scientific packages are imported before the first cell; slower to open, for interpreters that wait in the pool. */
  readonly warm: boolean
  /** The user's shared folder is mounted: only for callers who are the user of this machine. */
  readonly folder: boolean
}

/** A way to run Python away from the host. */
export interface Backend {
  readonly name: BackendName
  /** False when nothing confines the code. */
  readonly contained: boolean
  /** The limits and walls that are active here, as short phrases for the reader. */
  readonly limits: readonly string[]
  /** What code should know about this Python: version, packages, where files lie. */
  readonly about: string
  readonly open: (options: OpenOptions) => Promise<Interpreter>
}

export const backendNames = ['bubblewrap', 'gvisor', 'seatbelt', 'pyodide', 'jupyter', 'unsandboxed'] as const
export type BackendName = (typeof backendNames)[number]

/** Why a backend cannot be used on this machine, as one sentence with what to do about it. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
}
