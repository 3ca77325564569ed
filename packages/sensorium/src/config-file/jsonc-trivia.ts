import { createScanner } from 'jsonc-parser'

// The token kinds of jsonc-parser, whose const enum cannot be imported under type stripping.
const commaToken = 5
const lineBreakTrivia = 14
const firstTrivia = 12
const lastTrivia = 15

/** The offset of the comma that follows `offset`, comments and space between them aside; undefined if none comes. */
export function commaAfter(text: string, offset: number, limit: number): number | undefined {
  const scanner = createScanner(text, false)
  scanner.setPosition(offset)
  for (;;) {
    const token: number = scanner.scan()
    if (scanner.getTokenOffset() >= limit) return undefined
    if (token === commaToken) return scanner.getTokenOffset()
    if (token < firstTrivia || token > lastTrivia) return undefined
  }
}

/** Where the line of `offset` ends after the comments that stand on it; never past `limit` or another token. */
export function endOfLine(text: string, offset: number, limit: number): number {
  const scanner = createScanner(text, false)
  scanner.setPosition(offset)
  let end = offset
  for (;;) {
    const token: number = scanner.scan()
    const trivia = token >= firstTrivia && token <= lastTrivia
    if (!trivia || token === lineBreakTrivia || scanner.getTokenOffset() >= limit) return end
    const comment = token !== lastTrivia
    if (comment && scanner.getTokenValue().includes('\n')) return end
    if (comment) end = scanner.getTokenOffset() + scanner.getTokenLength()
  }
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}
