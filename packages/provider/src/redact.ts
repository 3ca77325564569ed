const longest = 500

/**
 * Makes a vendor's text safe to show: known secrets and whatever looks like one removed, whitespace and control
 * characters folded to one line, at most 500 characters.
 */
export function tidy(text: string, secrets: readonly string[]): string {
  let out = text
  for (const secret of secrets) {
    if (secret.length < 4) continue
    out = out.replaceAll(secret, '[redacted]').replaceAll(encodeURIComponent(secret), '[redacted]')
  }
  out = out
    .slice(0, 20 * longest)
    .replace(/\b(Bearer|Basic)\s+[^\s"',;]+/gi, '$1 [redacted]')
    .replace(/\b(?:sk|tvly)-[\w-]{12,}/g, '[redacted]')
    .replace(/\b[0-9a-f]{32}\.\w{16}\b/g, '[redacted]')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return out.length > longest ? `${out.slice(0, longest)}…` : out
}
