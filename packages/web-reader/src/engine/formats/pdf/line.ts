/** A piece of text as the page draws it; lengths in points, the origin at the lower left. */
export interface Piece {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  /** Font size. */
  readonly size: number
  readonly fixedPitch: boolean
  /** Where a link annotation under it leads. */
  readonly href?: string | undefined
}

/** Pieces without a wide gap between them: a whole line of prose, or one cell of a table's row. */
export interface Cell {
  readonly pieces: readonly Piece[]
  readonly x: number
  readonly end: number
}

export interface Line {
  readonly cells: readonly Cell[]
  readonly x: number
  readonly y: number
  readonly size: number
  readonly fixedPitch: boolean
}

/** Gaps in units of the font size: above the first a space was meant, above the second another column. */
const spaceGap = 0.15
const columnGap = 1.2

/** What stands before an item of a list, however wide the gap after it. */
const marker = /^\s*(?:[•◦▪‣●○■□–∙-]|\(?(?:\d{1,3}|[a-z])[.)])\s*$/

export function plainText(line: Line): string {
  return line.cells.map((cell) => cell.pieces.map(({ text }) => text).join('')).join(' ')
}

function toLine(pieces: readonly Piece[]): Line {
  const sorted = pieces.toSorted((a, b) => a.x - b.x)
  const cells: { pieces: Piece[]; x: number; end: number }[] = []
  for (const piece of sorted) {
    const cell = cells.at(-1)
    const gap = cell === undefined ? 0 : piece.x - cell.end
    const marked = cell?.pieces.length === 1 && marker.test(cell.pieces[0]?.text ?? '')
    if (cell === undefined || (gap > columnGap * piece.size && !marked)) {
      cells.push({ pieces: [piece], x: piece.x, end: piece.x + piece.width })
      continue
    }
    const spaced = gap > spaceGap * piece.size && !/\s$/.test(cell.pieces.at(-1)?.text ?? '') && !/^\s/.test(piece.text)
    cell.pieces.push(spaced ? { ...piece, text: ` ${piece.text}` } : piece)
    cell.end = Math.max(cell.end, piece.x + piece.width)
  }
  const [first] = sorted
  const weight = (test: (piece: Piece) => boolean) =>
    sorted.reduce((sum, piece) => sum + (test(piece) ? piece.text.trim().length : 0), 0)
  return {
    cells,
    x: first?.x ?? 0,
    y: first?.y ?? 0,
    size: Math.max(...sorted.map(({ size }) => size)),
    fixedPitch: weight(({ fixedPitch }) => fixedPitch) > 0.8 * weight(() => true),
  }
}

/** Gathers pieces into lines in the order in which the page draws them, which is nearly always the order of reading. */
export function toLines(pieces: readonly Piece[]): Line[] {
  const lines: Line[] = []
  let open: Piece[] = []
  const close = () => {
    if (open.length > 0) lines.push(toLine(open))
    open = []
  }
  for (const piece of pieces) {
    // White space is drawn as wide as the gap it fills, which would hide the gap between columns.
    if (piece.text.trim() === '') continue
    const [first] = open
    if (first !== undefined && Math.abs(first.y - piece.y) > 0.5 * Math.max(first.size, piece.size)) close()
    open.push(piece)
  }
  close()
  return lines
}
