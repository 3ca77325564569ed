/** Controls, and the format characters that hide or reorder text; joiners inside words and emoji stay. */
const invisible =
  /[\p{Cc}\u{AD}\u{200B}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2060}-\u{2069}\u{FEFF}\u{E0000}-\u{E007F}]+/gu

/** Longest text that is read, in characters: a snippet or a query is never longer. */
const mostRead = 100_000

/** Plain text as one line, without characters that hide or reorder it. */
export function oneLine(value: string): string {
  return value.slice(0, mostRead).toWellFormed().replace(invisible, ' ').replace(/\s+/g, ' ').trim()
}
