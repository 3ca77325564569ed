/** A word as it was read; its box is in pixels of the picture that was read. */
export interface Word {
  readonly text: string
  /** 0–100. */
  readonly confidence: number
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Words of one line share it. */
  readonly line: string
}

/** Something that reads the text of a picture. */
export interface OcrEngine {
  /** Said in answers, e.g. `tesseract 5.3.0`. */
  readonly name: string
  /** Reads a prepared PNG. */
  readonly read: (png: Buffer, signal: AbortSignal) => Promise<readonly Word[]>
}
