const ESC = '\u001b'
const BEL = '\u0007'
/** Terminal sequences: CSI, OSC and other string commands up to their end, and two-character escapes (ECMA-48). */
const sequences = new RegExp(
  `${ESC}(?:\\[[0-?]*[ -/]*[@-~]|[\\]PX^_][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?|[ -/]*[0-~])`,
  'g',
)
const controls = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\ufeff]/gu

/**
 * Text from a program as a reader may safely have it: no terminal sequences, no control or direction characters, and of
 * a line that was written over (progress bars) only what stood last.
 */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(sequences, '')
    .replace(/\r\n/g, '\n')
    .replace(/^[^\n]*\r(?=[^\n])/gm, '')
    .replace(controls, '')
}

/** A fenced block that the text inside cannot end. */
export function fenced(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`
}
