import type { Piece } from './line.ts'

/** Where a page can be clicked, in points. */
export interface LinkArea {
  readonly url: string
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly top: number
}

/** Links of one page that are looked at; each is compared with every word. */
const maxLinks = 500

/** The annotations of a page that lead out of the document. */
export function linkAreas(annotations: readonly { url?: unknown; rect?: unknown }[]): LinkArea[] {
  return annotations.slice(0, maxLinks).flatMap(({ url, rect }) => {
    if (typeof url !== 'string' || !/^(?:https?|mailto):/.test(url) || !Array.isArray(rect)) return []
    const [left = 0, bottom = 0, right = 0, top = 0] = rect.map(Number)
    return [{ url, left, bottom, right, top }]
  })
}

/**
 * Divides a piece where links begin and end. A piece is often a whole line and only the place of its ends is known,
 * so a word's place is reckoned by its share of the characters.
 */
export function withLinks(piece: Piece, links: readonly LinkArea[]): Piece[] {
  const middle = piece.y + piece.size / 3
  const near = links.filter(
    ({ left, right, bottom, top }) =>
      middle >= bottom && middle <= top && right > piece.x && left < piece.x + piece.width,
  )
  if (near.length === 0) return [piece]
  const perChar = piece.width / piece.text.length
  const parts: { text: string; href: string | undefined }[] = []
  let at = 0
  for (const word of piece.text.split(/(?<=\s)(?=\S)/)) {
    const x = piece.x + (at + word.trimEnd().length / 2) * perChar
    const href = near.find(({ left, right }) => x >= left && x <= right)?.url
    const last = parts.at(-1)
    if (last !== undefined && last.href === href) last.text += word
    else parts.push({ text: word, href })
    at += word.length
  }
  let drawn = 0
  return parts.map(({ text, href }) => {
    const part = { ...piece, text, href, x: piece.x + drawn * perChar, width: text.length * perChar }
    drawn += text.length
    return part
  })
}
