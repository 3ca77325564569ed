import pins from './pins.json' with { type: 'json' }

/** A client that can be installed from npm, at the version that is tried. */
export interface Pin {
  readonly title: string
  readonly package: string
  readonly version: string
  /** What its program is called on PATH. */
  readonly command: string
  /** Its program below `node_modules`. */
  readonly program: string
}

/** A client that is not tried, and why. */
export interface SkippedPin {
  readonly title: string
  readonly version?: string
  readonly skipped: string
}

export const pinned: Readonly<Record<string, Pin | SkippedPin>> = pins
