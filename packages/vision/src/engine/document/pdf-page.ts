/** A run of text on a PDF page; positions and sizes in points, y upwards. */
export interface TextRun {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
  /** The line ends after it. */
  readonly endsLine: boolean
}

/** A picture on a page that has no text of its own: a scan. Samples row by row. */
export interface Scan {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3 | 4
}

/** What the PDF worker says: the count of pages first, then each page asked for, then the end or a failure. */
export type PdfMessage =
  | { readonly type: 'total'; readonly total: number }
  | { readonly type: 'page'; readonly number: number; readonly runs: readonly TextRun[]; readonly scan?: Scan }
  | { readonly type: 'failed'; readonly reason: 'password' | 'damaged' }
