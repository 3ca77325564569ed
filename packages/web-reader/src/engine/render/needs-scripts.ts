/** Ids of elements that frameworks mount into, and custom elements that are an application; empty, they wait for a script. */
const emptyMount =
  /<(div|main|section|[a-z]{1,30}-(?:root|app))\b(?:[^>]{0,200}\bid=["']?(?:root|app|__next|__nuxt|___gatsby|main|mount|svelte|application)\b|[^>]{0,200}\b(?:data-reactroot|ng-app|ng-version|v-cloak)\b|(?<=-(?:root|app)))[^>]{0,200}>\s{0,50}(?:<!--[^>]{0,100}-->\s{0,50})?<\/\1>/i

/** Words with which a page asks for scripts, in a noscript element or in place of its content. */
const asksForScripts =
  /(?:enable|requires?|needs?|turn on|activate)\s+(?:\w+\s+){0,3}javascript|javascript\s+(?:\w+\s+){0,3}(?:is\s+)?(?:required|disabled|not enabled|must be enabled)/i

/** Characters of visible text below which a page has said little, or next to nothing. */
const littleText = 250
const hardlyText = 60

/** Characters of HTML that are looked at. */
const lookedAt = 1_000_000

const hidden = /^(?:script|style|noscript|template|svg|head)$/

/** What a visitor without scripts sees, roughly: one pass over the tags, no tree. */
function visibleText(html: string): string {
  const lower = html.toLowerCase()
  const tagName = /[a-z][a-z0-9-]{0,30}/y
  const texts: string[] = []
  let at = 0
  for (let open = lower.indexOf('<'); open >= 0; open = lower.indexOf('<', at)) {
    texts.push(html.slice(at, open))
    tagName.lastIndex = open + 1
    const name = tagName.exec(lower)?.[0] ?? ''
    const end = lower.startsWith('<!--', open) ? '-->' : hidden.test(name) ? `</${name}` : '>'
    const close = lower.indexOf(end, open + 1)
    if (close < 0) return texts.join(' ')
    at = close + end.length
  }
  return [...texts, html.slice(at)]
    .join(' ')
    .replace(/&nbsp;|\s+/g, ' ')
    .trim()
}

/**
 * Whether a page has its content made by scripts: little visible text beside scripts, and an empty mounting point or a
 * plea to enable JavaScript. `extracted` is what reading the page as it is yielded; one that said enough is not rendered.
 */
export function needsScripts(html: string, extracted: string): boolean {
  if (extracted.trim().length > 4 * littleText) return false
  const page = html.slice(0, lookedAt)
  if (!/<script\b/i.test(page)) return false
  const { length } = visibleText(page)
  if (asksForScripts.test(page) && (length < 4 * littleText || asksForScripts.test(extracted))) return true
  return (
    (length < littleText && emptyMount.test(page)) || (length < hardlyText && /<script\b[^>]{0,500}\bsrc=/i.test(page))
  )
}
