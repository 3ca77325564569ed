/** Element ids and attributes that frameworks mount into; empty ones wait for a script. */
const emptyMount =
  /<(div|main|app-root|[a-z]+-app)\b[^>]*(?:\bid=["']?(?:root|app|__next|__nuxt|___gatsby|main|mount|svelte|application)["']?|\bdata-reactroot\b|\bng-app\b|\bng-version\b|\bv-cloak\b)?[^>]*>\s*(?:<!--[^>]*-->\s*)*<\/\1>/i

/** Words with which a page asks for scripts, in a noscript element or in place of its content. */
const asksForScripts =
  /(?:enable|requires?|needs?|turn on|activate)\s+(?:\w+\s+){0,3}javascript|javascript\s+(?:\w+\s+){0,3}(?:is\s+)?(?:required|disabled|not enabled|must be enabled)|doesn.?t work properly without javascript/i

/** Below this many characters of visible text a page has said nothing yet. */
const fewChars = 250

/** Characters of HTML that are looked at. */
const lookedAt = 1_000_000

function visibleText(html: string): string {
  return html
    .replace(/<(script|style|noscript|template|svg|head)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;|\s+/g, ' ')
    .trim()
}

/**
 * Whether a page has its content made by scripts: little visible text beside scripts, and an empty mounting point or a
 * plea to enable JavaScript. `extracted` is what reading it as it is yielded; a page that said enough is never rendered.
 */
export function needsScripts(html: string, extracted: string): boolean {
  if (extracted.trim().length > 4 * fewChars) return false
  const page = html.slice(0, lookedAt)
  if (!/<script\b/i.test(page)) return false
  const text = visibleText(page)
  if (asksForScripts.test(page) && (text.length < 4 * fewChars || asksForScripts.test(extracted))) return true
  return text.length < fewChars && (emptyMount.test(page) || /<script\b[^>]*\bsrc=/i.test(page))
}
