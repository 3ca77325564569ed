/** Marks that would start a block at the head of a paragraph's line. */
const blockStart = /^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|[=-]+\s*$|~{3,})/
const orderedStart = /^(\s*\d{1,9})([.)])(?=\s|$)/

/**
 * Escapes what would read as inline Markdown and nothing else: identifiers such as `snake_case` stay as they are,
 * since models copy them.
 */
export function escapeInline(text: string): string {
  if (!/[\\`*_<[\]~]/.test(text)) return text
  return text
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
    .replace(/[`*]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}_])/gu, '\\_')
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(/\](?=[([])/g, '\\]')
    .replace(/~~/g, '\\~~')
}

/** Escapes the head of each line of a paragraph where it would read as a heading, list, quote or rule. */
export function escapeLineStarts(paragraph: string): string {
  if (/^\p{L}[^\n]*$/u.test(paragraph)) return paragraph
  return paragraph
    .split('\n')
    .map((line) => line.replace(blockStart, '$1\\$2').replace(orderedStart, '$1\\$2'))
    .join('\n')
}

/** Wraps code in as many backticks as it needs (CommonMark 6.1). */
export function codeSpan(code: string): string {
  const longest = Math.max(0, ...(code.match(/`+/g) ?? []).map((run) => run.length))
  const ticks = '`'.repeat(longest + 1)
  const pad = code.startsWith('`') || code.endsWith('`') ? ' ' : ''
  return `${ticks}${pad}${code}${pad}${ticks}`
}

/** A link destination that survives spaces and brackets. */
export function destination(url: string): string {
  return /[\s()<>]/.test(url)
    ? url.replace(/[\s()<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
    : url
}
