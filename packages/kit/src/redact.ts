const known = new Set<string>()

/** Credentials in the forms they travel in: header values, query parameters, JSON members, vendor key shapes. */
const patterns: readonly [RegExp, string][] = [
  [/\b(Bearer|Basic|token)\s+[^\s"',;&]{4,}/gi, '$1 [redacted]'],
  [
    /([?&](?:authorization|api[-_]?key|key|token|access_token|secret|sig|signature|password)=)[^&\s"'#]+/gi,
    '$1[redacted]',
  ],
  [
    /(["']?(?:authorization|x-api-key|api[-_]?key|x-subscription-token|cookie|set-cookie|password|secret)["']?\s*[:=]\s*["']?)(?!\[redacted\]|Bearer \[|Basic \[)[^\s"',;}]+/gi,
    '$1[redacted]',
  ],
  [/\b(https?:\/\/)[^\s/@:]+:[^\s/@]+@/gi, '$1[redacted]@'],
  [/\b(?:sk|ghp|gho|ghs|github_pat|glpat|tvly|BSA)[-_][A-Za-z0-9_-]{12,}/g, '[redacted]'],
  [/\b[0-9a-f]{32}\.[A-Za-z0-9]{16}\b/g, '[redacted]'],
]

/** Remembers a secret's value so that no log line or error can hold it, in whatever form it arrives. */
export function rememberSecret(value: string | undefined): void {
  if (value !== undefined && value.length >= 6) known.add(value)
}

/** Returns `value` with every known secret and everything that looks like a credential replaced. */
export function redact(value: string): string {
  let out = value
  for (const secret of known) {
    out = out.replaceAll(secret, '[redacted]')
    const encoded = encodeURIComponent(secret)
    if (encoded !== secret) out = out.replaceAll(encoded, '[redacted]')
  }
  for (const [pattern, replacement] of patterns) out = out.replace(pattern, replacement)
  return out
}
