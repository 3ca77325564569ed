/** Terminal sequences: CSI, OSC and other string commands up to their end, and two-character escapes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const sequences = /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

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
