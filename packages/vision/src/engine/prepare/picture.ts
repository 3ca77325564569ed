/** A picture that is legal for the models it was prepared for. */
export interface Picture {
  readonly bytes: Buffer
  readonly mime: string
  readonly width: number
  readonly height: number
  /** Which part of the source it is; empty when it is the whole. */
  readonly caption: string
}

export interface Prepared {
  readonly pictures: readonly Picture[]
  /** The source in one line: name, size, type. */
  readonly facts: string
  /** What was done to it that a reader must know: scaled, cut, frames left out. */
  readonly notes: readonly string[]
}
